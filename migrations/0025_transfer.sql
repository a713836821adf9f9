-- 关系转移接续的往来：a dialogue of two agencies, each end with its own states; facts come only through review.

-- owner: transfer
create table desk.transfer_case (
  case_id uuid primary key,
  direction text not null check (direction in ('in', 'out')),
  agency text not null,
  area text not null,
  insurance text not null,
  person_id bigint not null,
  partner text not null,
  letter_number text not null,
  body bytea not null,
  opened_by bigint not null,
  opened_at timestamptz(3) not null,
  unique (direction, letter_number)
);
create index transfer_case_agency on desk.transfer_case (agency, opened_at);
create index transfer_case_person on desk.transfer_case (person_id);
comment on table desk.transfer_case is '关系转移一件：转入或转出，一人一险种';
comment on column desk.transfer_case.partner is '对方机构（部门交换的对方登记）；空为纸面往来';
comment on column desk.transfer_case.letter_number is '联系函编号：两地以此相认';
comment on column desk.transfer_case.body is '内容（加密）：姓名号码、信息表、资金与对重叠月份的决定';

-- owner: transfer
create table desk.transfer_step (
  case_id uuid not null,
  ordinal int not null,
  side text not null check (side in ('ours', 'theirs')),
  state text not null,
  by_person bigint,
  note bytea,
  document_id uuid,
  submission_id uuid,
  amount bigint,
  at timestamptz(3) not null,
  primary key (case_id, ordinal)
);
comment on table desk.transfer_step is '往来的每一步，只增不改：本地与对方各记各的';
comment on column desk.transfer_step.amount is '划转金额（分）';

grant select, insert, update on desk.transfer_case to quanyi_app;
grant select, insert on desk.transfer_step to quanyi_app;
