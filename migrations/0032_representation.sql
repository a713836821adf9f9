-- 代为办理：会话此刻为谁办理，经办人受聘于哪些单位，网上授权的答复，窗口代为查询的人。

alter table desk.session
  add column acting_capacity text check (acting_capacity in ('agent', 'guardian', 'relative', 'helper')),
  add column acting_person bigint,
  add column acting_mandate text,
  add column acting_note bytea,
  add column chosen_employer bigint;
comment on column desk.session.acting_capacity is '以何身份代为办理；依据的事实每次请求重查，撤销即止';
comment on column desk.session.acting_person is '所代的人；协助时为本人';
comment on column desk.session.acting_mandate is '所凭事实：记账编号/行序';
comment on column desk.session.acting_note is '协助人或窗口代理人：姓名、证件种类与尾号（加密）';
comment on column desk.session.chosen_employer is '单位经办人此刻为哪个单位办理；空则为账户所属单位';

-- owner: access
create table desk.appointment (
  appointment_id uuid primary key,
  account_id uuid not null,
  person_id bigint not null,
  employer_id bigint not null,
  proof text not null,
  from_day date not null,
  through_day date,
  ended_at timestamptz(3),
  appointed_by bigint not null,
  ended_by bigint,
  made_at timestamptz(3) not null
);
create index appointment_account on desk.appointment (account_id);
create index appointment_employer on desk.appointment (employer_id);
create unique index appointment_once on desk.appointment (account_id, employer_id) where ended_at is null;
comment on table desk.appointment is '单位经办人的委派：一人可受多个单位委派，各凭证明、各有期限；终止即时生效';
comment on column desk.appointment.proof is '单位出具的有效证明的编号';
grant select, insert, update, delete on desk.appointment to quanyi_app;

-- owner: collection
create table desk.mandate_answer (
  person_id bigint not null,
  document text not null,
  representative_person_id bigint not null,
  answer text not null check (answer in ('waiting', 'accepted', 'declined')),
  at timestamptz(3) not null,
  primary key (person_id, document)
);
create index mandate_answer_representative on desk.mandate_answer (representative_person_id);
comment on table desk.mandate_answer is '代理人一方的答复：网上授权经其接受方可代为办理；任何授权，代理人可随时辞去';
comment on column desk.mandate_answer.document is '授权书编号，与事实所记相同';
grant select, insert, update, delete on desk.mandate_answer to quanyi_app;
