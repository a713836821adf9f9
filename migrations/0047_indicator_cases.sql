-- 指标口径由案件变更：提出、审核、批准各归一人，自某月起施行；每一步只增不改，历版均在。

-- owner: statistics
create table desk.indicator_case (
  case_id uuid primary key,
  serial text not null unique,
  agency text not null,
  from_version text not null,
  since text not null,
  reason text not null,
  body jsonb not null,
  digest bytea not null,
  proposed_by bigint not null,
  proposed_at timestamptz(3) not null
);
comment on table desk.indicator_case is '指标口径的变更案：自哪一版改起、自哪个月起施行、改后的全部内容，原样存';
comment on column desk.indicator_case.from_version is '据以修改的一版；批准时已不是最新一版的，不予批准';
comment on column desk.indicator_case.body is '改后的口径：年龄段与各指标';
comment on column desk.indicator_case.digest is '改后内容的 SM3 摘要';

-- owner: statistics
create table desk.indicator_case_step (
  case_id uuid not null,
  ordinal int not null,
  state text not null check (state in ('reviewed', 'approved', 'returned', 'withdrawn')),
  note text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (case_id, ordinal)
);
comment on table desk.indicator_case_step is '变更案的每一步：审核、批准、退回、撤回，只增不改；末一步即现状';

-- owner: statistics
create table desk.indicator_version (
  version text primary key,
  since text not null unique,
  case_id uuid not null unique,
  body jsonb not null,
  made_at timestamptz(3) not null
);
comment on table desk.indicator_version is '经案件批准的指标口径各版：每个数字记着它所用的版本';
comment on column desk.indicator_version.since is '自哪个月起施行';

grant select, insert on desk.indicator_case, desk.indicator_case_step, desk.indicator_version to quanyi_app;
