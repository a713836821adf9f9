-- 年度权益记录单的寄送：每个机构每个业务年度一批，逐人一件，各有一个终局；已交寄不是终局。

-- owner: certificates
create table desk.delivery_run (
  run_id uuid primary key,
  agency text not null,
  year int not null,
  insurance text not null default '',
  form_reason bytea,
  year_start date not null,
  year_end date not null,
  deadline date not null,
  statement_year int not null,
  cut_off date not null,
  input_size bigint not null,
  postage int not null check (postage >= 0),
  return_days int not null check (return_days > 0),
  state text not null check (state in ('gathering', 'gathered')),
  last_person bigint not null default 0,
  persons_done int not null default 0,
  persons_total int not null,
  opened_by bigint not null,
  opened_at timestamptz(3) not null,
  gathered_at timestamptz(3),
  check (year_end > year_start and deadline > year_end),
  check ((insurance = '') = (form_reason is null))
);
create unique index delivery_run_once on desk.delivery_run (agency, year, insurance);
comment on table desk.delivery_run is '寄送批次：一个机构一个业务年度一批；分险种单独出单的，一个险种一批';
comment on column desk.delivery_run.year is '业务年度：以其终了之日所在的年份为名';
comment on column desk.delivery_run.insurance is '单独出单的险种类型 AAE140；空为各险种合并出单';
comment on column desk.delivery_run.form_reason is '单独出单的理由（加密）';
comment on column desk.delivery_run.deadline is '应送达的最后一日：年度终了后若干个月';
comment on column desk.delivery_run.statement_year is '记录单所载的自然年度：业务年度终了之日或其前最后一个满了的自然年';
comment on column desk.delivery_run.cut_off is '数据截止日';
comment on column desk.delivery_run.input_size is '数据截止于此：事实之树的大小，其后的记账不在其中';
comment on column desk.delivery_run.postage is '每件邮资（分），开批时填定';
comment on column desk.delivery_run.return_days is '交寄后多少天未退回即视为送达，开批时定下';
comment on column desk.delivery_run.last_person is '已列入到的个人编号：中断之后由其后继续';
grant select, insert, update on desk.delivery_run to quanyi_app;

-- owner: certificates
create table desk.delivery_piece (
  person_id bigint not null,
  run_id uuid not null,
  number int not null,
  state text not null check (state in ('waiting', 'noAddress', 'noGuardian', 'posted', 'returned',
    'delivered', 'digital', 'handed', 'guardian', 'undeliverable', 'excluded')),
  way text not null check (way in ('post', 'counter', 'digital', 'none')),
  to_guardian boolean not null,
  protected boolean not null,
  reason text not null default '',
  attempts int not null default 0,
  ended_on date,
  changed_at timestamptz(3) not null,
  primary key (person_id, run_id),
  check ((ended_on is not null) = (state in ('delivered', 'digital', 'handed', 'guardian', 'undeliverable', 'excluded')))
);
create index delivery_piece_state on desk.delivery_piece (run_id, state, number);
comment on table desk.delivery_piece is '一人一件：此刻的状态；全部步骤在 delivery_step';
comment on column desk.delivery_piece.number is '批内的序号';
comment on column desk.delivery_piece.way is '送达方式：邮寄、到窗口领取、电子送达；不在范围的没有';
comment on column desk.delivery_piece.to_guardian is '收件人为监护人：交寄之日未满十八周岁';
comment on column desk.delivery_piece.protected is '有保密标识：只由指定岗位办理，不进交寄名单';
comment on column desk.delivery_piece.reason is '状态的缘由（代码）';
comment on column desk.delivery_piece.ended_on is '终局之日；未了的为空';
grant select, insert, update on desk.delivery_piece to quanyi_app;

-- owner: certificates
create table desk.delivery_posting (
  person_id bigint not null,
  run_id uuid not null,
  attempt int not null check (attempt > 0),
  batch_id uuid,
  serial text not null,
  paper_serial text not null,
  addressed bytea not null,
  address_digest bytea not null,
  pages int not null check (pages > 0),
  posted_on date not null,
  posted_by bigint not null,
  outcome text check (outcome in ('received', 'returned', 'noReturn')),
  outcome_on date,
  outcome_reason text,
  primary key (person_id, run_id, attempt),
  check ((outcome is null) = (outcome_on is null))
);
create index delivery_posting_batch on desk.delivery_posting (batch_id) where batch_id is not null;
create index delivery_posting_run on desk.delivery_posting (run_id, serial);
comment on table desk.delivery_posting is '每次交寄：件号、所寄的地址（以本人之密钥加密）、页数与结果';
comment on column desk.delivery_posting.serial is '件号：机构、年度、序号与第几次，交寄名单与回执以此相认';
comment on column desk.delivery_posting.paper_serial is '所寄记录单的流水号';
comment on column desk.delivery_posting.addressed is '收件人、地址、邮政编码（加密）';
comment on column desk.delivery_posting.address_digest is '地址的带钥摘要：改址再寄须与之不同';
grant select, insert, update on desk.delivery_posting to quanyi_app;

-- owner: certificates
create table desk.delivery_step (
  person_id bigint not null,
  run_id uuid not null,
  step_id uuid not null,
  kind text not null,
  state text not null,
  reason text not null default '',
  note bytea,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (person_id, run_id, step_id)
);
comment on table desk.delivery_step is '一件的各步骤：何人何时办了什么、到了什么状态；只增不改';
comment on column desk.delivery_step.by_person is '经办人；0 为系统按期自办（列入、期满未退回）';
comment on column desk.delivery_step.note is '所附说明（加密）';

-- owner: certificates
create table desk.delivery_batch (
  batch_id uuid primary key,
  run_id uuid not null,
  number int not null,
  agreement_id uuid not null,
  agreement_number text not null,
  vendor text not null,
  posted_on date not null,
  pieces int not null,
  pages int not null,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  unique (run_id, number)
);
comment on table desk.delivery_batch is '交寄的一批：依哪份协议交给哪家印制寄递机构，多少件、多少页';

-- owner: certificates
create table desk.delivery_handover (
  handover_id uuid primary key,
  batch_id uuid not null,
  agreement_number text not null,
  vendor text not null,
  rows int not null,
  digest bytea not null,
  by_person bigint not null,
  at timestamptz(3) not null
);
comment on table desk.delivery_handover is '交寄名单的交接登记：依哪份协议交给谁、多少行、文件的 SM3 摘要';

-- owner: certificates
create table desk.delivery_result (
  result_id uuid primary key,
  run_id uuid not null,
  digest bytea not null,
  rows int not null,
  accepted int not null,
  refused int not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  check (rows = accepted + refused)
);
comment on table desk.delivery_result is '回执与退回文件的登记：行数恒等于接受与未接受之和';

do $$
declare t text;
begin
  foreach t in array array['delivery_step', 'delivery_batch', 'delivery_handover', 'delivery_result'] loop
    execute format('create trigger append_only_row before update or delete on desk.%I for each row execute function ledger.refuse_change()', t);
    execute format('create trigger append_only_statement before truncate on desk.%I for each statement execute function ledger.refuse_change()', t);
    execute format('revoke update, delete on desk.%I from quanyi_app', t);
    execute format('grant select, insert on desk.%I to quanyi_app', t);
  end loop;
end $$;
