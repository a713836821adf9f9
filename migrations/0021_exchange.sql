-- 部门交换：对方、批次、差异、停待核查、死亡之后、联网核查。来文只在这里待核，经各类审核环节才成为记录。

-- owner: exchange
create table desk.exchange_partner (
  partner text not null,
  version int not null,
  kind text not null,
  name text not null,
  agency text not null,
  public_key text not null,
  agreement text not null,
  whitelist jsonb not null,
  schedule jsonb not null,
  proposed_by bigint not null,
  proposed_at timestamptz(3) not null,
  approved_by bigint,
  approved_at timestamptz(3),
  primary key (partner, version)
);
comment on table desk.exchange_partner is '交换对方：一经批准即为现行版，改动另成一版';
comment on column desk.exchange_partner.agency is '办理其来文中无所归属各项的机构';
comment on column desk.exchange_partner.public_key is 'SM2 公钥（PEM）：来文以其私钥签名';
comment on column desk.exchange_partner.agreement is '协议编号';
comment on column desk.exchange_partner.whitelist is '协议允许的事项及其项目，此外一概不收';
comment on column desk.exchange_partner.schedule is '交换日历：每隔几天一次，宽限几天';

-- owner: exchange
create table desk.exchange_batch (
  batch_id uuid primary key,
  partner text not null,
  matter text not null,
  number int not null,
  agency text not null,
  agreement text not null,
  basis text not null,
  period_from date not null,
  period_through date not null,
  rows_in int not null,
  total bigint not null,
  digest bytea not null,
  document_id uuid not null,
  channel text not null check (channel in ('desk', 'wire')),
  received_by bigint,
  received_at timestamptz(3) not null,
  expected_on date,
  late_days int not null,
  rows_done int not null default 0,
  matched int not null default 0,
  differing int not null default 0,
  refused int not null default 0,
  finished_at timestamptz(3),
  unique (partner, matter, number)
);
create index exchange_batch_waiting on desk.exchange_batch (received_at) where finished_at is null;
comment on table desk.exchange_batch is '来文批次：行数 = 相符 + 有差异 + 不接受';
comment on column desk.exchange_batch.number is '批号，同一对方同一事项从 1 起逐一递增';
comment on column desk.exchange_batch.total is '金额合计（分），无金额的为 0';
comment on column desk.exchange_batch.late_days is '比交换日历迟到的天数';

-- owner: exchange
create table desk.exchange_refused (
  batch_id uuid not null,
  part int not null,
  rows int not null,
  body bytea not null,
  primary key (batch_id, part)
);
comment on table desk.exchange_refused is '批次中不接受的行（加密）：行、列、代码、办法';

-- owner: exchange
create table desk.exchange_rejection (
  rejection_id uuid primary key,
  partner text not null,
  digest bytea not null,
  channel text not null,
  code text not null,
  says jsonb not null,
  by_person bigint,
  agency text not null,
  at timestamptz(3) not null
);
create index exchange_rejection_at on desk.exchange_rejection (at);
comment on table desk.exchange_rejection is '整批不收的来文：自称何人、为何不收；正文不留';
comment on column desk.exchange_rejection.partner is '来文自称的对方，未经证实';

-- owner: exchange
create table desk.exchange_difference (
  difference_id uuid primary key,
  batch_id uuid not null,
  line int not null,
  partner text not null,
  matter text not null,
  field text not null,
  outcome text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  agency text not null,
  person_id bigint,
  employer_id bigint,
  about bytea not null,
  body bytea not null,
  received_at timestamptz(3) not null,
  due_day date not null,
  due_provisional boolean not null,
  handler bigint,
  asked_at timestamptz(3),
  to_file boolean not null default false,
  closed_at timestamptz(3),
  decision text
);
create unique index exchange_difference_once on desk.exchange_difference (about) where closed_at is null;
create index exchange_difference_about on desk.exchange_difference (about);
create index exchange_difference_open on desk.exchange_difference (agency, due_day) where closed_at is null;
create index exchange_difference_batch on desk.exchange_difference (batch_id, line);
create index exchange_difference_person on desk.exchange_difference (person_id);
comment on table desk.exchange_difference is '差异：对方所报与本方所记不同之处，由人办理，从不自行改动记录';
comment on column desk.exchange_difference.about is '何方就何人何项报了何值的带钥摘要：未办结前再报不重复立案';
comment on column desk.exchange_difference.body is '双方各是什么（加密）';
comment on column desk.exchange_difference.to_file is '已定对方正确，尚待录入报送';

-- owner: exchange
create table desk.exchange_decision (
  matter_id uuid not null,
  ordinal int not null,
  decision text not null,
  note bytea not null,
  document_id uuid,
  submission_id uuid,
  by_person bigint not null,
  organisation text not null,
  at timestamptz(3) not null,
  primary key (matter_id, ordinal)
);
comment on table desk.exchange_decision is '差异与停待核查的各次决定：谁、何时、如何定、凭什么';
comment on column desk.exchange_decision.note is '说明（加密）';

-- owner: exchange
create table desk.exchange_stop (
  stop_id uuid primary key,
  kind text not null check (kind in ('death', 'employerCancelled')),
  person_id bigint,
  employer_id bigint,
  agency text not null,
  partner text not null,
  batch_id uuid not null,
  line int not null,
  reported_day date not null,
  raised_at timestamptz(3) not null,
  decision text check (decision in ('confirmed', 'released')),
  decided_at timestamptz(3),
  lifted_at timestamptz(3)
);
create unique index exchange_stop_once on desk.exchange_stop (kind, coalesce(person_id, employer_id), partner, reported_day) where decision is null;
create index exchange_stop_person on desk.exchange_stop (person_id) where lifted_at is null;
create index exchange_stop_employer on desk.exchange_stop (employer_id) where lifted_at is null;
create index exchange_stop_open on desk.exchange_stop (agency, raised_at) where decision is null;
comment on table desk.exchange_stop is '停待核查：死亡或注销的通报到了即停支付与申报，由人确认或当日解除';
comment on column desk.exchange_stop.reported_day is '对方所报的死亡日或注销日，一方之言不作定论';
comment on column desk.exchange_stop.lifted_at is '解除之时；确认的一直有效，直至死亡登记被冲销';

-- owner: exchange
create table desk.exchange_death (
  person_id bigint primary key,
  death_day date not null,
  agency text not null,
  ended_at timestamptz(3) not null,
  barred jsonb not null,
  sessions int not null,
  taken_back_at timestamptz(3)
);
comment on table desk.exchange_death is '死亡登记之后：登录、消息、授权即止；冲销则恢复';
comment on column desk.exchange_death.barred is '停用的账户及其原状态，恢复时用';

-- owner: exchange
create table desk.exchange_missed (
  partner text not null,
  matter text not null,
  due_day date not null,
  noticed_at timestamptz(3) not null,
  task_id uuid not null,
  primary key (partner, matter, due_day)
);
comment on table desk.exchange_missed is '逾期未到的交换：各立一项任务';

-- owner: exchange
create table desk.exchange_check (
  submission_id uuid not null,
  revision int not null,
  line int not null,
  kind text not null check (kind in ('identity', 'creditCode')),
  subject bytea not null,
  answer text check (answer in ('agrees', 'differs', 'unknown')),
  field text,
  method text,
  note bytea,
  document_id uuid,
  by_person bigint,
  reason text,
  tries int not null default 0,
  next_at timestamptz(3) not null,
  made_at timestamptz(3) not null,
  answered_at timestamptz(3),
  primary key (submission_id, revision, line, kind)
);
create index exchange_check_waiting on desk.exchange_check (next_at) where answer is null;
comment on table desk.exchange_check is '联网核查：证件号码与信用代码逐项问对方，没有答复即等候，从不当作相符';
comment on column desk.exchange_check.subject is '所问的号码与名称（加密）';
comment on column desk.exchange_check.method is 'online 联网，或 manual 由人核查并附凭据';

do $$
declare t text;
begin
  foreach t in array array['exchange_partner', 'exchange_batch', 'exchange_refused', 'exchange_rejection', 'exchange_difference',
    'exchange_decision', 'exchange_stop', 'exchange_death', 'exchange_missed', 'exchange_check'] loop
    execute format('grant select, insert, update, delete on desk.%I to quanyi_app', t);
  end loop;
end $$;
