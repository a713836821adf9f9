-- 采集与审核的工作台：报送、版本、凭证、环节、任务。State is never stored: it is what the steps add up to.

-- owner: collection
create table desk.submission (
  submission_id uuid primary key,
  kind text not null,
  agency text not null,
  area text not null,
  employer_id bigint,
  content_digest bytea not null,
  settlement_month int,
  made_at timestamptz(3) not null
);
create unique index submission_content on desk.submission
  (coalesce(employer_id, 0), agency, coalesce(settlement_month, 0), content_digest);
create index submission_employer on desk.submission (employer_id);
create index submission_agency on desk.submission (agency);
comment on table desk.submission is '报送：一次采集的总名，其下有版本、凭证与审核环节';
comment on column desk.submission.kind is '报送种类，决定审核路线';
comment on column desk.submission.agency is '受理机构（区县）';
comment on column desk.submission.content_digest is '初次报送内容（连同用途）之带钥摘要：同一文件再次送达即可识别';
comment on column desk.submission.settlement_month is '费款所属期 AAE002（年月）';

-- owner: collection
create table desk.revision (
  submission_id uuid not null,
  revision int not null,
  content_digest bytea not null,
  document_id uuid,
  file_name bytea,
  summary bytea not null,
  rows_in int not null,
  accepted int not null,
  refused int not null,
  vouchers int not null,
  employer_total bigint not null,
  person_total bigint not null,
  business_day date not null,
  entered_by bigint not null,
  entered_realm text not null,
  entered_account text not null,
  entered_organisation text not null,
  entered_at timestamptz(3) not null,
  submitted_at timestamptz(3),
  primary key (submission_id, revision)
);
comment on table desk.revision is '报送的版本：退回后重报为下一版，审核从头办起，旧版照存';
comment on column desk.revision.file_name is '文件名（加密）';
comment on column desk.revision.summary is '摘要（加密）：分险种合计、提示与各类专有内容';
comment on column desk.revision.entered_by is '录入或申报的自然人：不得审核本版';
comment on column desk.revision.submitted_at is '提交时间：未提交的只是预览';

-- owner: collection
create table desk.voucher (
  submission_id uuid not null,
  revision int not null,
  part int not null,
  voucher_id uuid not null,
  lines int not null,
  body bytea not null,
  body_digest bytea not null,
  posting_id bigint,
  blocked bytea,
  primary key (submission_id, revision, part)
);
create index voucher_waiting on desk.voucher (submission_id) where posting_id is null;
create index voucher_id on desk.voucher (voucher_id);
comment on table desk.voucher is '凭证：至多一千行，采集、审核、记账、封签与追溯的单位';
comment on column desk.voucher.body is '凭证正文（加密）：各行的内容、人员与算得的金额';
comment on column desk.voucher.body_digest is '正文摘要：审定的是它，记账的也是它';
comment on column desk.voucher.blocked is '未能记账的原因（加密）';

-- owner: collection
create table desk.refused_part (
  submission_id uuid not null,
  revision int not null,
  part int not null,
  rows int not null,
  body bytea not null,
  primary key (submission_id, revision, part)
);
comment on table desk.refused_part is '未接受的行（加密）：每行一条，对外的说法与经办可见的原因分列';

-- owner: collection
create table desk.review_step (
  submission_id uuid not null,
  revision int not null,
  ordinal int not null,
  stage text not null,
  verdict text not null check (verdict in ('passed', 'returned')),
  reason bytea,
  by_person bigint not null,
  account text not null,
  organisation text not null,
  at timestamptz(3) not null,
  primary key (submission_id, revision, ordinal)
);
comment on table desk.review_step is '审核环节：谁在哪个环节作何结论；主键使同一环节只能办一次';
comment on column desk.review_step.reason is '退回原因（加密）';

-- owner: collection
create table desk.task (
  task_id uuid primary key,
  kind text not null,
  agency text not null,
  submission_id uuid,
  person_id bigint,
  line int,
  says bytea not null,
  opened_at timestamptz(3) not null,
  closed_at timestamptz(3),
  closed_by bigint,
  outcome bytea
);
create unique index task_once on desk.task (kind, submission_id, line) where submission_id is not null;
create index task_open on desk.task (agency, opened_at) where closed_at is null;
comment on table desk.task is '任务：须由人办理的事，如实缴与规则不符、到账待认领';

-- 姓名与号码相合与否，只比摘要，不必启封。
alter table desk.identity add column name_digest bytea;
comment on column desk.identity.name_digest is '号码与姓名合并的带钥摘要：核对姓名时只比摘要，不启封';
