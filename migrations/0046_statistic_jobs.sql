-- 统计、提取在后台做：每一件任务记着进度，可以取消，停机之后接着做；临时统计经申请、批准、生成，逐步只增不改。

-- owner: statistics
create table desk.statistic_job (
  job_id uuid primary key,
  kind text not null check (kind in ('statistic', 'extract', 'adHoc')),
  matter text not null,
  title jsonb not null,
  agency text not null,
  body bytea not null,
  by_person bigint not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint not null default 0,
  total bigint not null default 0,
  asked_at timestamptz(3) not null,
  ended_at timestamptz(3),
  result uuid,
  why jsonb
);
create unique index statistic_job_open on desk.statistic_job (kind, matter) where state in ('waiting', 'running');
create index statistic_job_agency on desk.statistic_job (agency, asked_at);
comment on table desk.statistic_job is '统计任务：编制统计、生成提取、办理临时统计，在后台一件一件做；同一件不重复排队';
comment on column desk.statistic_job.matter is '做的是哪一件：统计的问题，或者提取、临时统计的编号';
comment on column desk.statistic_job.title is '给人看的名称，中英文';
comment on column desk.statistic_job.body is '所问与何人所问（加密）；任务一结束即清空';
comment on column desk.statistic_job.done is '已经读过多少人';
comment on column desk.statistic_job.total is '开始时共有多少人';
comment on column desk.statistic_job.result is '做成的统计';
comment on column desk.statistic_job.why is '未能做成的缘由：代码与中英文';

-- owner: statistics
create table desk.ad_hoc (
  ad_hoc_id uuid primary key,
  serial text not null unique,
  agency text not null,
  measure text not null,
  month text not null,
  body bytea not null,
  requested_by bigint not null,
  requested_at timestamptz(3) not null
);
create index ad_hoc_agency on desk.ad_hoc (agency, requested_at);
create index ad_hoc_measure on desk.ad_hoc (measure, month);
comment on table desk.ad_hoc is '临时统计的申请：指标、月份、分组、范围、取用单位与用途，原样存（加密）';

-- owner: statistics
create table desk.ad_hoc_step (
  ad_hoc_id uuid not null,
  ordinal int not null,
  state text not null check (state in ('approved', 'refused', 'withdrawn', 'lapsed', 'made', 'released')),
  note text not null,
  by_person bigint not null,
  by_account text not null,
  at timestamptz(3) not null,
  primary key (ad_hoc_id, ordinal)
);
comment on table desk.ad_hoc_step is '临时统计的每一步，只增不改；lapsed 为批准人离岗而批准失效，released 为提请公布';

-- owner: statistics
create table desk.ad_hoc_result (
  ad_hoc_id uuid primary key,
  catalogue text not null,
  cutoff bigint not null,
  least int not null,
  told jsonb not null,
  cells jsonb,
  digest bytea not null,
  made_at timestamptz(3) not null,
  expires_on date not null
);
comment on table desk.ad_hoc_result is '临时统计的结果：到期清除各格，留摘要';
comment on column desk.ad_hoc_result.catalogue is '指标口径版本';
comment on column desk.ad_hoc_result.told is '列出了哪几格（没有数）：以后的统计据此核对能否相减';
comment on column desk.ad_hoc_result.cells is '已作抑制的各格；被抑制的格无数';

alter table desk.statistic drop constraint statistic_kind_check;
alter table desk.statistic add constraint statistic_kind_check check (kind in ('topic', 'report', 'adHoc'));

grant select, insert on desk.ad_hoc, desk.ad_hoc_step to quanyi_app;
grant select, insert, update on desk.statistic_job, desk.ad_hoc_result to quanyi_app;
