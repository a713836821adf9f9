-- 查询与使用：查询登记簿、查询案件、长期安排、对方登记。登记簿与每一步只增不改，状态由末一步推得。

-- owner: access
create table access.query_entry (
  inquiry_id uuid not null,
  entry_id uuid not null,
  at timestamptz(3) not null,
  number text not null unique,
  agency text not null,
  kind text not null,
  unit text not null,
  officers text not null,
  basis text not null,
  purpose text not null,
  subjects text not null,
  subject_count bigint not null,
  items text not null,
  months text not null,
  handler_id bigint not null,
  approver_id bigint not null,
  result_hash text not null,
  matter text not null,
  key_epoch smallint not null,
  seal bytea not null,
  tx xid8 not null default pg_current_xact_id(),
  primary key (inquiry_id, entry_id)
);
create index query_entry_tx on access.query_entry (tx);
create index query_entry_at on access.query_entry (at, entry_id);
create index query_entry_agency on access.query_entry (agency, at);
create index query_entry_subjects on access.query_entry using gin (string_to_array(subjects, ','));
comment on table access.query_entry is '查询登记簿（第二十一条）：本人与用人单位以外的每一次查询，封签，只增不改';
comment on column access.query_entry.number is '备案编号：机构、年、流水';
comment on column access.query_entry.officers is '查询人员及其证件号码（加密）';
comment on column access.query_entry.purpose is '用途（加密）';
comment on column access.query_entry.subjects is '被查人编号，以逗号分隔；查无此人的不在其中';
comment on column access.query_entry.subject_count is '申请所列人数，含查无此人的';
comment on column access.query_entry.matter is '事由：与查阅之书中同一次提供的各行相同';
comment on column access.query_entry.result_hash is '所提供内容的 SM3 摘要';

-- owner: access
create table desk.query_entry_serial (
  agency text not null,
  year int not null,
  last int not null,
  primary key (agency, year)
);
comment on table desk.query_entry_serial is '登记簿备案编号的流水';

-- owner: disclosure
create table desk.inquiry (
  inquiry_id uuid primary key,
  serial text not null unique,
  ground text not null check (ground in ('organ', 'unit')),
  agency text not null,
  may_tell boolean not null,
  body bytea not null,
  received_by bigint not null,
  received_at timestamptz(3) not null,
  received_on date not null,
  due_on date,
  due_provisional boolean not null default false
);
create index inquiry_agency on desk.inquiry (agency, received_at);
comment on table desk.inquiry is '查询案件（第十八条至第二十条）：收件时的申请，原样存';
comment on column desk.inquiry.may_tell is '可否告知被查询人，收件时必答，无缺省';
comment on column desk.inquiry.body is '申请内容（加密）';
comment on column desk.inquiry.due_on is '收件时所定的期限；年历未公布时为所知的最后一日，另算的现行期限并列';

-- owner: disclosure
create table desk.inquiry_step (
  inquiry_id uuid not null,
  ordinal int not null,
  act text not null,
  state text not null,
  by_person bigint not null,
  agency text not null,
  body bytea not null,
  at timestamptz(3) not null,
  primary key (inquiry_id, ordinal)
);
comment on table desk.inquiry_step is '查询案件的每一步，只增不改；末一步的状态即现状';

-- owner: disclosure
create table desk.inquiry_output (
  output_id uuid primary key,
  inquiry_id uuid not null,
  kind text not null check (kind in ('result', 'letter')),
  act text not null,
  digest bytea not null,
  pdf_digest bytea not null,
  pdf bytea not null,
  persons bigint[] not null,
  by_person bigint not null,
  at timestamptz(3) not null
);
create index inquiry_output_inquiry on desk.inquiry_output (inquiry_id);
comment on table desk.inquiry_output is '查询结果与告知书（加密），封存于案件';
comment on column desk.inquiry_output.act is '查阅、复制、带走，照批准所定';

-- owner: disclosure
create table desk.inquiry_serial (
  agency text not null,
  year int not null,
  last int not null,
  primary key (agency, year)
);
comment on table desk.inquiry_serial is '查询案件的收件编号';

-- owner: disclosure
create table desk.recipient (
  recipient text primary key,
  name text not null,
  kind text not null,
  entered_by bigint not null,
  entered_at timestamptz(3) not null
);
comment on table desk.recipient is '对方登记：长期查询的机关、单位与服务机构';

-- owner: disclosure
create table desk.recipient_event (
  recipient text not null,
  ordinal int not null,
  act text not null,
  agreement text,
  from_day date,
  through_day date,
  document_id uuid,
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (recipient, ordinal)
);
comment on table desk.recipient_event is '对方的协议、签收、误用报告、停用与恢复，只增不改；现状由此推得';
comment on column desk.recipient_event.note is '说明（加密）';

-- owner: disclosure
create table desk.arrangement (
  arrangement_id uuid primary key,
  serial text not null unique,
  recipient text not null,
  agency text not null,
  scope text not null check (scope in ('list', 'class')),
  sections text[] not null,
  from_month text not null,
  quota int not null,
  quota_per text not null check (quota_per in ('day', 'month')),
  start_on date not null,
  end_on date not null,
  review_on date not null,
  public_key text not null,
  body bytea not null,
  applied_by bigint not null,
  applied_at timestamptz(3) not null
);
create index arrangement_recipient on desk.arrangement (recipient);
comment on table desk.arrangement is '长期、定期查询安排（北京市办法第十一条）';
comment on column desk.arrangement.public_key is '接口所用的 SM2 公钥（PEM）';
comment on column desk.arrangement.quota is '每日或每月的次数上限';
comment on column desk.arrangement.body is '依据、用途、范围（加密）';

-- owner: disclosure
create table desk.arrangement_step (
  arrangement_id uuid not null,
  ordinal int not null,
  act text not null,
  state text not null,
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (arrangement_id, ordinal)
);
comment on table desk.arrangement_step is '安排的申请、批准、退回、撤销，只增不改；末一步的状态即现状';

-- owner: disclosure
create table desk.arrangement_person (
  arrangement_id uuid not null,
  person_id bigint not null,
  primary key (arrangement_id, person_id)
);
comment on table desk.arrangement_person is '名单式安排所列的人';

-- owner: disclosure
create table desk.arrangement_call (
  arrangement_id uuid not null,
  nonce text not null,
  call_id uuid not null,
  own_case text not null,
  outcome text not null,
  result_hash text,
  at timestamptz(3) not null,
  on_day date not null,
  primary key (arrangement_id, nonce)
);
create index arrangement_call_day on desk.arrangement_call (arrangement_id, on_day);
comment on table desk.arrangement_call is '接口的每一次调用：一次性随机数不得重用，配额据此计数';
comment on column desk.arrangement_call.own_case is '对方的案件编号（加密）';

create function desk.refuse_disclosure_change() returns trigger language plpgsql as $$
begin
  raise exception '查询各表只增不改' using errcode = 'insufficient_privilege';
end $$;
comment on function desk.refuse_disclosure_change is '查询案件、结果、安排与对方登记只增不改';
do $$
declare t text;
begin
  foreach t in array array['inquiry', 'inquiry_step', 'inquiry_output', 'recipient', 'recipient_event', 'arrangement',
    'arrangement_step', 'arrangement_person', 'arrangement_call'] loop
    execute format('create trigger append_only_row before update or delete on desk.%I for each row execute function desk.refuse_disclosure_change()', t);
    execute format('create trigger append_only_statement before truncate on desk.%I for each statement execute function desk.refuse_disclosure_change()', t);
    execute format('grant select, insert on desk.%I to quanyi_app', t);
  end loop;
end $$;
create trigger append_only_row before update or delete on access.query_entry for each row execute function ledger.refuse_change();
create trigger append_only_statement before truncate on access.query_entry for each statement execute function ledger.refuse_change();
grant select, insert on access.query_entry to quanyi_app;
grant select on access.query_entry to quanyi_post, quanyi_verify;
grant select, insert, update on desk.inquiry_serial, desk.query_entry_serial to quanyi_app;
