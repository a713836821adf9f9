-- 大件的读取：读到哪里、读出多少、停在何处。Mutable, and holds no facts: what it reads becomes vouchers of a submission.

-- owner: collection
create table desk.import_job (
  job_id uuid primary key,
  submission_id uuid not null,
  revision int not null,
  form text not null check (form in ('filing', 'filings', 'levy', 'registration', 'payment')),
  agency text not null,
  employer_id bigint,
  asked bytea not null,
  paper_digest bytea not null,
  paper_size bigint not null,
  media_type text not null,
  content_digest bytea not null,
  state text not null check (state in ('waiting', 'running', 'stopped', 'done', 'refused', 'failed', 'withdrawn')),
  rows_done int not null default 0,
  accepted int not null default 0,
  refused int not null default 0,
  share int not null default 0,
  progress bytea,
  tries int not null default 0,
  stretch_at timestamptz(3),
  stretch_rows int not null default 0,
  stretch_share int not null default 0,
  why bytea,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  finished_at timestamptz(3)
);
create index import_job_open on desk.import_job (made_at) where state in ('waiting', 'running');
create index import_job_submission on desk.import_job (submission_id);
create index import_job_agency on desk.import_job (agency, made_at);
grant select, insert, update, delete on desk.import_job to quanyi_app;
comment on table desk.import_job is '大件的读取：上传即入加密的资料库，由后台逐千行读取核对，可停可续，断电之后自行续做';
comment on column desk.import_job.form is '按哪一种表读：单位申报、多单位申报、征收结果、成批登记、待遇支付';
comment on column desk.import_job.asked is '报送人与所填各项（加密）';
comment on column desk.import_job.paper_digest is '原件的带钥摘要，即资料库中的名字';
comment on column desk.import_job.content_digest is '内容连同用途之带钥摘要：同一文件再次送达即可识别';
comment on column desk.import_job.rows_done is '已读且已落库的行数：续做由其后开始';
comment on column desk.import_job.share is '已读的份额，百万分之一';
comment on column desk.import_job.progress is '续做所需（加密）：各险种合计等，至 rows_done 为止';
comment on column desk.import_job.tries is '在同一处连续失败的次数';
comment on column desk.import_job.stretch_at is '本次开工时间，据以估计速度与剩余时间';
comment on column desk.import_job.why is '整件不收或停下的原因（加密）';
