-- 年度结息的批次：谁提出、谁批准、依据到哪里、做到哪里。Mutable, and holds no facts: the rows it writes are postings.

-- owner: closing
create table desk.close_run (
  run_id uuid primary key,
  year int not null,
  agency text not null,
  state text not null check (state in ('proposed', 'running', 'stopped', 'done', 'withdrawn')),
  proposed_by bigint not null,
  proposed_at timestamptz(3) not null,
  approved_by bigint,
  approved_at timestamptz(3),
  business_day date,
  input_size bigint,
  policy_digest text,
  last_person bigint not null default 0,
  persons_done int not null default 0,
  persons_total int,
  rows_written int not null default 0,
  provisional_rows int not null default 0,
  left_out int not null default 0,
  started_at timestamptz(3),
  stretch_at timestamptz(3),
  stretch_done int not null default 0,
  finished_at timestamptz(3),
  stopped_why text
);
create unique index close_run_open on desk.close_run ((true)) where state in ('proposed', 'running', 'stopped');
grant select, insert, update, delete on desk.close_run to quanyi_app;
comment on table desk.close_run is '年度结息批次：提出与批准各为一人，可停可续，同一时间只有一批';
comment on column desk.close_run.input_size is '所依据的树的大小：其前的记账均计入，其后的留待下批';
comment on column desk.close_run.policy_digest is '所依据的参数摘要：树的大小定下之时施行的参数，续做亦然';
comment on column desk.close_run.last_person is '已做到的个人编号：续做由其后开始';
comment on column desk.close_run.left_out is '未能结息的人数：规则不予推导，未写入也未冲销，须逐人查明';
comment on column desk.close_run.stretch_at is '本次开工时间，据以估计剩余时间';
comment on column desk.close_run.stretch_done is '本次开工时已完成的人数';
comment on column desk.close_run.stopped_why is '停下的原因：不予办理的代码';
