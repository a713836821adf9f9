-- 档案：查毒、存放处、销毁、可读性、外包加工、借阅、抽查。What happened is only added to; where a paper stands may change.

-- owner: archive
create table archive.scan (
  document_id uuid not null,
  scan_id uuid not null,
  verdict text not null check (verdict in ('clean', 'waiting', 'notScanned', 'infected')),
  found text,
  at timestamptz(3) not null,
  primary key (document_id, scan_id)
);
comment on table archive.scan is '查毒结果：最近一行即现状；waiting 为查毒程序不可用，待查';
comment on column archive.scan.found is '查出的名称';

-- owner: archive
create table archive.refused_paper (
  refusal_id uuid primary key,
  agency text not null,
  digest bytea not null,
  size bigint not null,
  found text not null,
  at timestamptz(3) not null
);
comment on table archive.refused_paper is '查出病毒而不收的文件：只记摘要，不存内容';

-- owner: archive
create table archive.holding (
  document_id uuid primary key,
  material text,
  special text,
  archive_number text,
  place text,
  changed_at timestamptz(3) not null
);
create index holding_number on archive.holding (archive_number);
comment on table archive.holding is '馆藏：资料归哪类材料、档号与存放处，可改，改动另记';
comment on column archive.holding.material is '材料类别，定保管期限；空者期限未定，不得销毁';
comment on column archive.holding.special is '依他法的材料类别（第三十一条），先于一般类别';
comment on column archive.holding.archive_number is '档号';
comment on column archive.holding.place is '存放处：库、架、盒';

-- owner: archive
create table archive.holding_change (
  change_id uuid primary key,
  document_id uuid not null,
  field text not null,
  before text,
  after text,
  reason text not null,
  by_person bigint not null,
  at timestamptz(3) not null
);
create index holding_change_document on archive.holding_change (document_id);
comment on table archive.holding_change is '馆藏改动：何人何时因何改了哪一栏';

-- owner: archive
create table archive.destruction (
  case_id uuid primary key,
  number text not null unique,
  agency text not null,
  reason text not null,
  made_at timestamptz(3) not null
);
comment on table archive.destruction is '销毁案：提出、两人鉴定、另一人批准、执行';

-- owner: archive
create table archive.destruction_item (
  case_id uuid not null,
  document_id uuid not null,
  material text not null,
  years int not null,
  counted_from date not null,
  over_on date not null,
  basis text not null,
  primary key (case_id, document_id)
);
create index destruction_item_document on archive.destruction_item (document_id);
comment on table archive.destruction_item is '销毁清册：每份资料的材料类别、期限、起算日、届满日与依据';

-- owner: archive
create table archive.destruction_step (
  case_id uuid not null,
  ordinal int not null,
  step text not null check (step in ('proposal', 'appraisal', 'approval', 'refusal', 'execution')),
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (case_id, ordinal)
);
comment on table archive.destruction_step is '销毁案的环节：谁在哪一步作何意见';

-- owner: archive
create table archive.destroyed (
  document_id uuid primary key,
  case_id uuid not null,
  digest bytea not null,
  kind text not null,
  size bigint not null,
  file_removed boolean not null,
  by_person bigint not null,
  at timestamptz(3) not null
);
comment on table archive.destroyed is '销毁登记：凭哪一案销毁了哪一份';
comment on column archive.destroyed.file_removed is '文件是否一并删去；别处尚有同一内容的资料时留着';

-- owner: archive
create table archive.reading (
  run_id uuid primary key,
  day date not null,
  seed text not null,
  sampled int not null,
  failed int not null,
  destroyed int not null,
  at timestamptz(3) not null
);
comment on table archive.reading is '可读性检查：逐年龄段抽样，种子在册，可重抽';

-- owner: archive
create table archive.reading_result (
  run_id uuid not null,
  document_id uuid not null,
  age_class int not null,
  outcome text not null check (outcome in ('readable', 'gone', 'changed', 'unreadable', 'destroyed')),
  primary key (run_id, document_id)
);
comment on table archive.reading_result is '可读性检查的逐份结果';

-- owner: archive
create table archive.problem (
  problem_id uuid primary key,
  agency text not null,
  kind text not null,
  document_id uuid,
  found text not null,
  owner_post text not null,
  due_day date not null,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by bigint,
  outcome text
);
create index problem_open on archive.problem (agency, due_day) where closed_at is null;
create unique index problem_once on archive.problem (kind, document_id) where closed_at is null and document_id is not null;
comment on table archive.problem is '档案问题：有承办岗位与期限，办结写明结果';

-- owner: archive
create table archive.agreement (
  agreement_id uuid primary key,
  agency text not null,
  number text not null,
  vendor text not null,
  from_day date not null,
  through_day date not null,
  companion bigint not null,
  ended_at timestamptz(3),
  made_by bigint not null,
  made_at timestamptz(3) not null
);
comment on table archive.agreement is '外包加工协议：起止、陪同的本机构人员；到期或终止，其账户即不能办理';

-- owner: archive
create table archive.agreement_worker (
  agreement_id uuid not null,
  login text not null,
  worker bigint not null,
  primary key (agreement_id, worker)
);
create index agreement_worker_worker on archive.agreement_worker (worker);
comment on table archive.agreement_worker is '协议下的外包人员：自然人编号';

-- owner: archive
create table archive.batch (
  batch_id uuid primary key,
  agency text not null,
  number text not null,
  agreement_id uuid not null,
  what text not null,
  pages_out int not null,
  handed_by bigint not null,
  handed_at timestamptz(3) not null,
  taken_count int,
  taken_by bigint,
  taken_at timestamptz(3),
  pages_in int,
  returned_at timestamptz(3),
  received_by bigint,
  accepted_at timestamptz(3),
  accepted_by bigint,
  unique (agency, number)
);
comment on table archive.batch is '外包批次：交出与收回各点一次数，抽检合格方可接收';
comment on column archive.batch.pages_out is '交出页数';
comment on column archive.batch.taken_count is '外包人员点收的页数';
comment on column archive.batch.pages_in is '收回纸件的页数';

-- owner: archive
create table archive.batch_page (
  batch_id uuid not null,
  page int not null,
  document_id uuid not null,
  digest bytea not null,
  scanned_by bigint not null,
  scanned_at timestamptz(3) not null,
  primary key (batch_id, page)
);
comment on table archive.batch_page is '批次的影像：每页扫描时即记摘要；接收之后不得改动';

-- owner: archive
create table archive.batch_check (
  batch_id uuid not null,
  page int not null,
  digest bytea not null,
  agrees boolean not null,
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (batch_id, page, digest)
);
comment on table archive.batch_check is '影像抽检：本机构人员对照纸件';

-- owner: archive
create table archive.loan (
  loan_id uuid primary key,
  agency text not null,
  archive_number text not null,
  borrower bigint not null,
  purpose text not null,
  lent_by bigint not null,
  lent_at timestamptz(3) not null,
  due_day date not null,
  returned_at timestamptz(3),
  returned_to bigint
);
create unique index loan_out on archive.loan (agency, archive_number) where returned_at is null;
comment on table archive.loan is '借阅：谁借走、何时应还、何时归还';

-- owner: archive
create table archive.inspection (
  inspection_id uuid primary key,
  agency text not null,
  from_day date not null,
  through_day date not null,
  seed text not null,
  population int not null,
  drawn int not null,
  opened_by bigint not null,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by bigint
);
comment on table archive.inspection is '档案与数据库抽查案：机构、期间、种子、总体与样本数';

-- owner: archive
create table archive.inspection_item (
  inspection_id uuid not null,
  item int not null,
  posting_id bigint not null,
  ordinal int not null,
  fact_kind text not null,
  subject bigint not null,
  primary key (inspection_id, item)
);
comment on table archive.inspection_item is '抽中的事实';
comment on column archive.inspection_item.subject is '所记的自然人编号';

-- owner: archive
create table archive.inspection_reading (
  inspection_id uuid not null,
  item int not null,
  reader int not null check (reader in (1, 2)),
  has_original boolean not null,
  has_review boolean not null,
  fields jsonb not null,
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (inspection_id, item, reader)
);
comment on table archive.inspection_reading is '抽查读数：逐栏相符、不符或纸上没有；不符的由第二人复读';

create function archive.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '只增不改：% 不得 %', tg_table_schema || '.' || tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
comment on function archive.refuse_change is '登记只增不改';

-- 接收之后影像不得改动：an accepted batch keeps its pages as they are.
create function archive.refuse_accepted() returns trigger language plpgsql as $$
begin
  if exists (select 1 from archive.batch b where b.batch_id = coalesce(new.batch_id, old.batch_id) and b.accepted_at is not null) then
    raise exception '已接收的批次不得改动影像' using errcode = 'insufficient_privilege';
  end if;
  return coalesce(new, old);
end $$;
comment on function archive.refuse_accepted is '已接收的批次不得增删改影像';
create trigger accepted_stays before insert or update or delete on archive.batch_page
  for each row execute function archive.refuse_accepted();
create trigger accepted_untruncated before truncate on archive.batch_page
  for each statement execute function archive.refuse_change();

do $$
declare t text;
begin
  foreach t in array array['scan', 'refused_paper', 'holding_change', 'destruction', 'destruction_item', 'destruction_step',
    'destroyed', 'reading', 'reading_result', 'agreement_worker', 'batch_check', 'inspection_item', 'inspection_reading'] loop
    execute format('create trigger append_only_row before update or delete on archive.%I for each row execute function archive.refuse_change()', t);
    execute format('create trigger append_only_statement before truncate on archive.%I for each statement execute function archive.refuse_change()', t);
    execute format('grant select, insert on archive.%I to quanyi_app', t);
    execute format('grant select on archive.%I to quanyi_verify', t);
  end loop;
  foreach t in array array['holding', 'problem', 'agreement', 'batch', 'batch_page', 'loan', 'inspection'] loop
    execute format('grant select, insert, update on archive.%I to quanyi_app', t);
    execute format('grant select on archive.%I to quanyi_verify', t);
  end loop;
end $$;
