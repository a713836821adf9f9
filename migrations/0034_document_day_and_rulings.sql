-- 资料所载日期：from it to the day of entry the delay of collecting is measured.
alter table desk.intake add column document_day date;
comment on column desk.intake.document_day is '资料所载日期，受理人照原件所填；不填即以受理之日为准';
alter table desk.revision add column document_day date;
comment on column desk.revision.document_day is '资料所载日期；空的以实际受理之日、网上申报之日为准';
create index revision_submitted on desk.revision (submitted_at) where submitted_at is not null;

-- owner: ledger
create table ledger.ruling (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  subject text not null,
  reference text not null,
  version int not null,
  finding text not null,
  received_day date not null,
  decided_day date,
  amount bigint,
  because bytea,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.ruling is '认定与审核结果：工伤认定、门诊特殊病种、异地安置、医疗费审核；一件申请的每一版都在，后一版由别人另案作出';
comment on column ledger.ruling.finding is 'pending 已受理未作出，granted 认定（批准），refused 不予认定（批准）';
comment on column ledger.ruling.because is '理由（加密）：不予认定、逾期与改版必填';
select ledger.raise_walls('ruling');

-- owner: collection
create table desk.ruling_clock (
  person_id bigint not null,
  subject text not null,
  reference text not null,
  agency text not null,
  submission_id uuid not null,
  version int not null,
  finding text not null,
  received_day date not null,
  due_day date not null,
  decided_day date,
  primary key (person_id, subject, reference)
);
create index ruling_clock_agency on desk.ruling_clock (agency, due_day);
comment on table desk.ruling_clock is '认定与审核的台账：每件申请最近一版与应作出之日，由已记账的事实而来';
grant select, insert, update on desk.ruling_clock to quanyi_app;
