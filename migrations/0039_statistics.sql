-- 统计、去标识化提取与导出：数字连同指标口径版本与截止叶一并存；每一步只增不改；导出逐人留痕，供累计上限核对。

-- owner: statistics
create table desk.statistic (
  statistic_id uuid primary key,
  number text not null unique,
  kind text not null check (kind in ('topic', 'report')),
  topic text not null,
  month text not null,
  catalogue text not null,
  cutoff bigint not null,
  agency text not null,
  least int not null,
  body jsonb not null,
  digest bytea not null,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  unique (kind, topic, month, catalogue, cutoff, agency, least)
);
comment on table desk.statistic is '统计：一次编制的数字，与指标口径版本、截止叶一并存，不改';
comment on column desk.statistic.cutoff is '截止：事实之树的大小，此前的记账才在内';
comment on column desk.statistic.least is '编制时的最小单元人数，不足者不列';
comment on column desk.statistic.body is '已作抑制的各格；被抑制的格无数';
comment on column desk.statistic.digest is '内容的 SM3 摘要';

-- owner: statistics
create table desk.statistic_step (
  statistic_id uuid not null,
  ordinal int not null,
  state text not null check (state in ('approved', 'public', 'returned', 'sent')),
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (statistic_id, ordinal)
);
comment on table desk.statistic_step is '统计的每一步：批准、公布、退回、报送，只增不改；末一步即现状，没有即草稿';

-- owner: statistics
create table desk.extract (
  extract_id uuid primary key,
  serial text not null unique,
  agency text not null,
  body bytea not null,
  identified boolean not null,
  requested_by bigint not null,
  requested_at timestamptz(3) not null
);
create index extract_agency on desk.extract (agency, requested_at);
comment on table desk.extract is '提取申请（第十七条）：用途、范围、期间，原样存（加密）';

-- owner: statistics
create table desk.extract_step (
  extract_id uuid not null,
  ordinal int not null,
  state text not null check (state in ('approved', 'allowed', 'refused', 'made')),
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (extract_id, ordinal)
);
comment on table desk.extract_step is '提取的每一步，只增不改；allowed 为含识别信息的另行批准';

-- owner: statistics
create table desk.extract_file (
  extract_id uuid primary key,
  sealed bytea,
  digest bytea not null,
  plain_digest bytea not null,
  facts jsonb not null,
  made_at timestamptz(3) not null,
  expires_on date not null
);
comment on table desk.extract_file is '提取的密封文件：以领取人的口令加密，系统不存口令；到期清除文件，留摘要';
comment on column desk.extract_file.facts is '行数、k、概化到哪一级、抑制了几组几人';

-- owner: statistics
create table desk.export_ticket (
  ticket_id uuid primary key,
  serial text not null unique,
  agency text not null,
  list text not null,
  format text not null check (format in ('csv', 'xlsx')),
  body bytea not null,
  rows_expected int not null,
  state text not null check (state in ('waiting', 'approved', 'refused', 'running', 'ready', 'failed', 'expired')),
  done int not null default 0,
  requested_by bigint not null,
  requested_at timestamptz(3) not null,
  requested_on date not null,
  approved_by bigint,
  note text not null default '',
  digest bytea,
  file bytea,
  expires_on date,
  downloads int not null default 0
);
create index export_ticket_agency on desk.export_ticket (agency, requested_at);
create index export_ticket_running on desk.export_ticket (requested_at) where state = 'running';
create index export_ticket_by on desk.export_ticket (requested_by, requested_on);
comment on table desk.export_ticket is '导出单：何人因何导出何名单，多少行，谁批准，何时到期';
comment on column desk.export_ticket.body is '用途与参数（加密）';
comment on column desk.export_ticket.file is '导出的文件（加密），到期清除';

-- owner: statistics
create table desk.export_person (
  person_id bigint not null,
  ticket_id uuid not null,
  by_person bigint not null,
  agency text not null,
  on_day date not null,
  primary key (person_id, ticket_id)
);
create index export_person_by on desk.export_person (by_person, on_day);
create index export_person_agency on desk.export_person (agency, on_day);
comment on table desk.export_person is '每次导出里有谁：累计人数照并集计，不照次数计';

-- owner: statistics
create table desk.export_attempt (
  attempt_id uuid primary key,
  by_person bigint not null,
  agency text not null,
  list text not null,
  code text not null,
  wanted int not null,
  most int not null,
  at timestamptz(3) not null
);
create index export_attempt_agency on desk.export_attempt (agency, at);
comment on table desk.export_attempt is '超限而被拒的导出，供审批与监督查看';

-- owner: statistics
create table desk.statistics_serial (
  kind text not null,
  agency text not null,
  year int not null,
  last int not null,
  primary key (kind, agency, year)
);
comment on table desk.statistics_serial is '统计、提取、导出的编号';

grant select, insert on desk.statistic, desk.statistic_step, desk.extract, desk.extract_step, desk.export_person,
  desk.export_attempt to quanyi_app;
grant select, insert, update on desk.extract_file, desk.export_ticket, desk.statistics_serial to quanyi_app;
