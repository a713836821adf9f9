-- 异议与个人信息权利：件、逐步与答复，只增不改；状态由各步推得，更正仍走审核与记账。

-- owner: objections
create table desk.objection (
  objection_id uuid primary key,
  serial text not null unique,
  person_id bigint not null,
  path text not null,
  insurance text,
  keeper text not null check (keeper in ('humanResources', 'medicalSecurity', 'unknown')),
  items text[] not null,
  body bytea not null,
  reason text not null,
  raised_as text not null,
  raised_by bigint not null,
  employer_id bigint,
  mandate text,
  taken_by bigint,
  tree_size bigint not null,
  raised_at timestamptz(3) not null
);
create index objection_person on desk.objection (person_id);
create index objection_employer on desk.objection (employer_id) where employer_id is not null;
comment on table desk.objection is '异议（第十六条）：一人一项，自记录上的数字提出';
comment on column desk.objection.serial is '回执编号：提出即有';
comment on column desk.objection.path is '争议事项在权益记录中的路径';
comment on column desk.objection.items is '该数所据的事实（记账号/行序）：经手的人由此查出';
comment on column desk.objection.body is '内容（加密）：当时所示的数、理由自述';
comment on column desk.objection.tree_size is '提出时事实之树的大小：当时的记录可以重算';
comment on column desk.objection.mandate is '代为提出所凭的授权、监护或亲属关系';

-- owner: objections
create table desk.objection_step (
  objection_id uuid not null,
  ordinal int not null,
  act text not null,
  state text not null,
  agency text not null,
  by_person bigint not null,
  realm text not null,
  body bytea not null,
  outcome text check (outcome in ('upheld', 'partly', 'notUpheld')),
  basis text,
  document_id uuid,
  submission_id uuid,
  at timestamptz(3) not null,
  primary key (objection_id, ordinal)
);
create index objection_step_agency on desk.objection_step (agency);
comment on table desk.objection_step is '异议的每一步，只增不改；末一步的状态与机构即现状';
comment on column desk.objection_step.basis is '要求补正的法定依据，或取证的对象';
comment on column desk.objection_step.body is '说明（加密）：核查所见、理由、转办编号';
comment on column desk.objection_step.submission_id is '据决定提交的更正';

-- owner: objections
create table desk.objection_serial (
  agency text not null,
  year int not null,
  last int not null,
  primary key (agency, year)
);
comment on table desk.objection_serial is '异议与权利申请的回执流水';

-- owner: objections
create table desk.rights_request (
  request_id uuid primary key,
  serial text not null unique,
  person_id bigint not null,
  agency text not null,
  right_asked text not null,
  extra text,
  body bytea not null,
  raised_as text not null,
  raised_by bigint not null,
  raised_at timestamptz(3) not null
);
create index rights_request_person on desk.rights_request (person_id);
create index rights_request_agency on desk.rights_request (agency, raised_at);
comment on table desk.rights_request is '个人信息权利申请（个人信息保护法第四十四条至第五十条）';
comment on column desk.rights_request.extra is '限制处理的附加信息；法定记录不在其列';

-- owner: objections
create table desk.rights_answer (
  request_id uuid primary key,
  answer text not null check (answer in ('granted', 'partly', 'refused')),
  body bytea not null,
  answered_by bigint not null,
  at timestamptz(3) not null
);
comment on table desk.rights_answer is '权利申请的答复，附理由，只增不改';

create function desk.refuse_objection_change() returns trigger language plpgsql as $$
begin
  raise exception '异议各表只增不改';
end $$;
comment on function desk.refuse_objection_change is '异议、步骤、申请与答复只增不改';
do $$
declare t text;
begin
  foreach t in array array['objection', 'objection_step', 'rights_request', 'rights_answer'] loop
    execute format('create trigger append_only_row before update or delete on desk.%I for each row execute function desk.refuse_objection_change()', t);
    execute format('create trigger append_only_statement before truncate on desk.%I for each statement execute function desk.refuse_objection_change()', t);
    execute format('grant select, insert on desk.%I to quanyi_app', t);
  end loop;
end $$;
grant select, insert, update on desk.objection_serial to quanyi_app;
