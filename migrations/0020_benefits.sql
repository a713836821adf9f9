-- 待遇业务：目录与定点机构（事实），核对表、专家名册、印章与支付结果（工作台）。

-- owner: ledger
create table ledger.catalogue_entry (
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  catalogue text not null check (catalogue in ('drug', 'treatment', 'device', 'settlement', 'institution')),
  code text not null,
  change text not null check (change in ('add', 'change', 'delete')),
  from_day date not null,
  name text not null,
  category text,
  self_pay int,
  amount bigint,
  unit text,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (posting_id, ordinal)
);
comment on table ledger.catalogue_entry is '药品、诊疗、耗材目录，定点机构与结算标准的每一次增、改、删：凭文件与审核，前后均在';
comment on column ledger.catalogue_entry.self_pay is '个人先行自付比例（百万分之一）';
comment on column ledger.catalogue_entry.amount is '限价或结算标准（分）';
create index catalogue_entry_code on ledger.catalogue_entry (area, catalogue, code);

select ledger.raise_other_walls('catalogue_entry');
-- 目录不及于任何人：whoever may read the published parameters may read it.
create policy within_scope on ledger.catalogue_entry for select to quanyi_app using (true);

-- owner: collection
create table desk.check_sheet (
  submission_id uuid not null,
  revision int not null,
  stage text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  digest bytea not null,
  body bytea not null,
  primary key (submission_id, revision, stage)
);
comment on table desk.check_sheet is '核对表：档案、数据库、缴费手册逐项并列，由办理该环节的人填写；特殊工种一岗双核与待遇核定所必需';
comment on column desk.check_sheet.digest is '内容摘要：环节通过之后核对表不得更改';
comment on column desk.check_sheet.body is '逐项的内容（加密）';

-- owner: collection
create table desk.expert (
  expert_id uuid primary key,
  agency text not null,
  identity_digest bytea not null,
  body bytea not null,
  entered_by bigint not null,
  entered_at timestamptz(3) not null,
  left_at timestamptz(3),
  left_by bigint,
  unique (agency, identity_digest)
);
comment on table desk.expert is '专家名册：只有指定的专家秘书可见，每次查看留行';
comment on column desk.expert.body is '姓名、专业与单位（加密）';

-- owner: collection
create table desk.expert_signed (
  submission_id uuid primary key,
  person_id bigint not null,
  document_id uuid not null,
  opinion_digest text not null unique,
  experts bytea not null,
  by_person bigint not null,
  at timestamptz(3) not null
);
comment on table desk.expert_signed is '签名意见书：原文加密存于档案，签字的专家只对秘书可见；事实中只有结论与摘要';
comment on column desk.expert_signed.experts is '签字专家的编号（加密）';

-- owner: collection
create table desk.payment_result (
  submission_id uuid not null,
  part int not null,
  document_id uuid not null,
  rows_in int not null,
  paid int not null,
  failed int not null,
  refused int not null,
  filed_submission uuid,
  by_person bigint not null,
  at timestamptz(3) not null,
  body bytea not null,
  primary key (submission_id, part),
  unique (submission_id, document_id)
);
comment on table desk.payment_result is '银行回盘：每份结果文件的收、付、退与不受理各若干，退回所成的红字报送';
comment on column desk.payment_result.body is '不受理的各行（加密）';

-- owner: certificates
create table desk.stamp (
  stamp_id uuid primary key,
  agency text not null,
  name text not null,
  keeper bigint not null,
  set_up_by bigint not null,
  set_up_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create unique index stamp_in_use on desk.stamp (agency) where ended_at is null;
comment on table desk.stamp is '电子印章：每机构一枚在用，有保管人；保管人不是制件人';

-- owner: certificates
create table desk.stamp_use (
  use_id uuid primary key,
  stamp_id uuid,
  agency text not null,
  case_kind text not null check (case_kind in ('paper', 'submission')),
  case_id text not null,
  paper text not null,
  maker bigint not null,
  keeper bigint,
  content_digest bytea not null,
  at timestamptz(3) not null,
  unique (case_kind, case_id)
);
create index stamp_use_agency on desk.stamp_use (agency, at);
comment on table desk.stamp_use is '用印登记：一次用印对应一件办结的业务，不得重复，不得无件用印';
comment on column desk.stamp_use.case_kind is 'paper 为已出具的证明与记录单（流水号），submission 为已办结的报送';

grant select, insert, update on desk.check_sheet, desk.expert, desk.stamp to quanyi_app;
grant delete on desk.check_sheet to quanyi_app;
grant select, insert on desk.expert_signed, desk.payment_result, desk.stamp_use to quanyi_app;
