-- 审核的组织：每件起办时的路线、认领、补正与撤回等办理动作、替岗与离岗。Mutable work of the desk; the facts are not here.
alter table desk.revision add column route text;
comment on column desk.revision.route is '起办时的审核路线（环节:岗位:办理机构，依次以逗号分开）：路线其后修改的，已起办的照旧';

-- owner: collection
create table desk.case_act (
  act_id uuid primary key,
  submission_id uuid not null,
  revision int not null,
  act text not null check (act in ('claimed', 'released', 'reassigned', 'papersRequested', 'papersReceived', 'withdrawn', 'escalated')),
  stage text,
  by_person bigint not null,
  account text not null,
  organisation text not null,
  to_person bigint,
  to_agency text,
  to_post text,
  document_id uuid,
  body bytea,
  at timestamptz(3) not null
);
create index case_act_submission on desk.case_act (submission_id, at);
create index case_act_escalated on desk.case_act (to_agency) where to_agency is not null;
comment on table desk.case_act is '办理动作：认领、交回、转派、一次告知补正、收到补正、撤回、上呈；谁在何时所为，全程留痕';
comment on column desk.case_act.body is '理由或补正清单（加密）';
comment on column desk.case_act.to_agency is '上呈所至的机构';

-- owner: collection
create table desk.claim (
  submission_id uuid primary key,
  revision int not null,
  stage text not null,
  person_id bigint not null,
  organisation text not null,
  claimed_at timestamptz(3) not null,
  until timestamptz(3) not null
);
create index claim_person on desk.claim (person_id);
comment on table desk.claim is '认领：谁正在办，到时自动失效';

-- owner: collection
create table desk.stand_in (
  stand_in_id uuid primary key,
  person_id bigint not null,
  delegate_id bigint,
  agency text not null,
  from_day date not null,
  through_day date not null,
  reason bytea not null,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  ended_at timestamptz(3),
  check (delegate_id is null or delegate_id <> person_id)
);
create index stand_in_agency on desk.stand_in (agency, through_day);
comment on table desk.stand_in is '缺勤与替岗：某人自某日至某日不在岗，所认领的由同机构同岗位者代办；无代办人的即交回';
comment on column desk.stand_in.reason is '事由（加密）';

-- owner: collection
create table desk.departure (
  departure_id uuid primary key,
  account_id uuid not null,
  person_id bigint not null,
  agency text not null,
  posts text[] not null,
  successor_id bigint,
  claims int not null,
  reason bytea not null,
  ordered_by bigint not null,
  on_day date not null,
  at timestamptz(3) not null
);
create unique index departure_account on desk.departure (account_id);
comment on table desk.departure is '离岗：岗位、会话、认领与替岗同日终止，在办的转派或交回';

-- owner: collection
create table desk.promise (
  submission_id uuid not null,
  revision int not null,
  ordinal int not null,
  due_day date not null,
  told_at timestamptz(3) not null,
  primary key (submission_id, revision, ordinal, due_day)
);
comment on table desk.promise is '告知过的暂定期限：次年工作日历录入后重算，前后两个都留存';

grant select, insert on desk.case_act, desk.promise, desk.departure to quanyi_app;
grant select, insert, update, delete on desk.claim, desk.stand_in to quanyi_app;

-- 规则文本的种类：采集标准也是按凭证施行的文本。
alter table ledger.policy_text drop constraint if exists policy_text_kind_check;
alter table ledger.policy_text add constraint policy_text_kind_check
  check (kind in ('parameters', 'access', 'routes', 'agencies', 'standard'));
