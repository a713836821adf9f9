-- 多领待遇的追回：a matter of its own; what was overpaid, came back or was written off stays in the ledger and is derived.

-- owner: exchange
create table desk.recovery (
  recovery_id uuid primary key,
  number text not null unique,
  agency text not null,
  person_id bigint not null,
  opened_at timestamptz(3) not null,
  cancelled_at timestamptz(3)
);
create unique index recovery_live on desk.recovery (person_id) where cancelled_at is null;
create index recovery_agency on desk.recovery (agency, opened_at desc);
comment on table desk.recovery is '多领待遇的追回：一人同时只有一件在办；多付多少、退回多少、核销多少都由已记账的事实算得';
comment on column desk.recovery.number is '案号，也是退回各行的批次号与核销的申请编号';
comment on column desk.recovery.cancelled_at is '死亡登记冲销之时；冲销之后另有死亡的，另立一件';
grant select, insert on desk.recovery to quanyi_app;
grant update (cancelled_at) on desk.recovery to quanyi_app;

-- owner: exchange
create table desk.recovery_act (
  recovery_id uuid not null,
  ordinal int not null,
  act text not null check (act in ('opened', 'notice', 'plan', 'repayment', 'writeOff', 'cancelled')),
  body bytea not null,
  document_id uuid,
  submission_id uuid,
  by_person text,
  organisation text not null,
  at timestamptz(3) not null,
  primary key (recovery_id, ordinal)
);
comment on table desk.recovery_act is '追回各步：立案、通知、还款协议、退回或抵扣的报送、核销的报送、撤销，只增不改';
comment on column desk.recovery_act.body is '内容（加密）：金额、日期、收件人、分期、说明';
comment on column desk.recovery_act.by_person is '办理人；随死亡登记冲销而撤销的为空';
grant select, insert on desk.recovery_act to quanyi_app;

-- 成批变更的清单也作大件读取；一份凭证变更许多人的联系方式。
alter table desk.import_job drop constraint import_job_form_check;
alter table desk.import_job add constraint import_job_form_check
  check (form in ('filing', 'filings', 'levy', 'registration', 'payment', 'batch'));
comment on column desk.import_job.form is '按哪一种表读：单位申报、多单位申报、征收结果、成批登记、待遇支付、成批变更';
alter table desk.contact_change drop constraint contact_change_pkey;
alter table desk.contact_change add column change_id uuid not null default gen_random_uuid() primary key;
create unique index contact_change_once on desk.contact_change (submission_id, coalesce(person_id, 0), coalesce(employer_id, 0));
