-- 渠道：自助终端、热线、短信、开放接口，以及同一内容在各渠道的逐夜比对。

-- owner: channels
create table desk.kiosk_terminal (
  terminal_id uuid primary key,
  name text not null,
  agency text not null,
  code_digest bytea unique,
  code_expires timestamptz(3),
  key_digest bytea unique,
  prints_left int not null check (prints_left >= 0),
  registered_by bigint not null,
  registered_at timestamptz(3) not null,
  joined_at timestamptz(3),
  ended_at timestamptz(3)
);
comment on table desk.kiosk_terminal is '自助终端：先登记，凭一次性的启用码领得终端密钥；没有密钥的不办理';
comment on column desk.kiosk_terminal.key_digest is '终端密钥的摘要，密钥只在终端上';
comment on column desk.kiosk_terminal.prints_left is '还可打印的份数：装纸时重置，每打印一份减一';

-- owner: channels
create table desk.kiosk_session (
  session_id uuid primary key,
  terminal_id uuid not null,
  person_id bigint not null,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  end_reason text check (end_reason in ('left', 'idle', 'card'))
);
create index kiosk_session_terminal on desk.kiosk_session (terminal_id, began_at);
comment on table desk.kiosk_session is '自助终端上的会话：只在开始它的那一台终端上有效';

-- owner: channels
create table desk.kiosk_print (
  serial text primary key,
  terminal_id uuid not null,
  session_id uuid not null,
  person_id bigint not null,
  printed_at timestamptz(3) not null
);
create index kiosk_print_terminal on desk.kiosk_print (terminal_id, printed_at);
comment on table desk.kiosk_print is '自助终端打印：同一编号只打印一次，逐份计数';

-- owner: channels
create table desk.voice_call (
  call_id text primary key,
  session_id uuid not null unique,
  caller bytea not null,
  caller_digest bytea not null,
  person_id bigint,
  turn int not null,
  state bytea not null,
  answer bytea not null,
  began_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index voice_call_open on desk.voice_call (seen_at) where ended_at is null;
comment on table desk.voice_call is '热线的一次通话：说到哪一步；结束即清去所按的号码';
comment on column desk.voice_call.state is '对话所处的一步（加密）';
comment on column desk.voice_call.answer is '上一次的答复（加密）：同一次输入重发，答复相同，不再办理';

-- owner: channels
create table desk.work_order (
  order_id uuid primary key,
  number text not null unique,
  call_id text unique,
  person_id bigint,
  caller bytea,
  topic text not null check (topic in ('consult', 'query', 'progress', 'complaint', 'password', 'other')),
  agency text not null,
  due_day date not null,
  due_provisional boolean not null,
  opened_by bigint,
  opened_at timestamptz(3) not null
);
create index work_order_agency on desk.work_order (agency, opened_at);
comment on table desk.work_order is '热线工单：一通电话一张，限时答复';
comment on column desk.work_order.person_id is '来电人经查询密码核验身份的，才有';
comment on column desk.work_order.caller is '来电号码（加密）';
comment on column desk.work_order.opened_by is '接话的人；由语音转来的为空';

-- owner: channels
create table desk.work_order_step (
  order_id uuid not null,
  ordinal int not null,
  act text not null check (act in ('opened', 'noted', 'passed', 'answered', 'closed')),
  agency text not null,
  body bytea not null,
  by_person bigint,
  at timestamptz(3) not null,
  primary key (order_id, ordinal)
);
create index work_order_step_agency on desk.work_order_step (agency);
comment on table desk.work_order_step is '工单的每一步，只增不改；末一步的机构即承办机构';
comment on column desk.work_order_step.body is '说明（加密）';

-- owner: channels
create table desk.sms_number (
  person_id bigint primary key,
  number bytea not null,
  number_digest bytea not null,
  verified_at timestamptz(3),
  code_digest bytea,
  code_expires timestamptz(3),
  code_tries int not null default 0,
  asked_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index sms_number_digest on desk.sms_number (number_digest) where verified_at is not null;
comment on table desk.sms_number is '短信号码：以验证码核实过的才发，逾期须重新核实';

-- owner: channels
create table desk.sms_message (
  message_id uuid primary key,
  person_id bigint not null,
  kind text not null,
  number bytea not null,
  body bytea not null,
  state text not null check (state in ('waiting', 'handing', 'handed', 'delivered', 'failed', 'unsure', 'stopped')),
  tries int not null default 0,
  due_at timestamptz(3) not null,
  gateway_id text,
  once text not null unique,
  made_at timestamptz(3) not null,
  done_at timestamptz(3),
  problem text
);
create index sms_message_due on desk.sms_message (due_at) where state = 'waiting';
create index sms_message_handing on desk.sms_message (due_at) where state = 'handing';
create index sms_message_gateway on desk.sms_message (gateway_id) where gateway_id is not null;
comment on table desk.sms_message is '短信发件箱：与事由同一事务写入，交给网关至多一次';
comment on column desk.sms_message.once is '事由的唯一标识：同一事由只有一条';
comment on column desk.sms_message.state is '待发、交付中、已交网关、已送达、失败、不明（交付时中断，不重发）、停发';

-- owner: channels
create table desk.sms_inbound (
  gateway_id text primary key,
  number_digest bytea not null,
  at timestamptz(3) not null,
  outcome text not null
);
comment on table desk.sms_inbound is '收到的短信：网关重送的同一条只办一次；不存内容';

-- owner: channels
create table desk.notice_cursor (
  name text primary key,
  place bigint not null
);
comment on table desk.notice_cursor is '通知已看到事实之树的第几叶';

-- owner: channels
create table desk.access_token (
  token_id uuid primary key,
  token_digest bytea not null unique,
  account_id uuid not null,
  person_id bigint not null,
  realm text not null check (realm in ('citizen', 'operator')),
  name bytea not null,
  scopes text[] not null,
  made_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  ended_at timestamptz(3),
  used_at timestamptz(3)
);
create index access_token_account on desk.access_token (account_id);
comment on table desk.access_token is '开放接口的个人令牌：只存摘要，有范围、有期限、可随时收回';

-- owner: channels
create table desk.channel_comparison (
  run_id uuid primary key,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  persons int not null,
  figures int not null,
  differing int not null,
  channels text[] not null,
  differences jsonb not null
);
create index channel_comparison_began on desk.channel_comparison (began_at);
comment on table desk.channel_comparison is '同一内容各渠道比对：抽样的人数、所比的数，不同的逐项指明渠道与项目，不记数值';

grant select, insert, update on desk.kiosk_terminal, desk.kiosk_session, desk.voice_call, desk.sms_number, desk.sms_message,
  desk.notice_cursor, desk.access_token to quanyi_app;
grant select, insert on desk.kiosk_print, desk.work_order, desk.work_order_step, desk.sms_inbound, desk.channel_comparison
  to quanyi_app;
