-- 人员与授权：申请、批准、执行三人三步；台账逐行加封；到期、闲置与绕过授权的改动各有记录。

alter table desk.post_grant
  add column kind text not null default 'grant',
  add column from_days text[] not null default '{}',
  add column through_days text[] not null default '{}',
  add column request_id uuid,
  add column ordinal int not null default 0,
  add column seal bytea;
comment on column desk.post_grant.kind is '来由：grant 经三人授权，first 首任，adopted 此制之前已有，over 任期届满';
comment on column desk.post_grant.from_days is '逐岗位的任期起日，与 posts 同序；空文本为无';
comment on column desk.post_grant.through_days is '逐岗位的任期止日，与 posts 同序；空文本为未定';
comment on column desk.post_grant.request_id is '所依的授权申请；首任与届满没有';
comment on column desk.post_grant.ordinal is '同一账户的第几行：同一毫秒之内分先后';
comment on column desk.post_grant.seal is '以库外之钥对本行内容的带钥摘要：不是本系统写的行，封对不上';

-- owner: access
create table desk.authority_request (
  request_id uuid primary key,
  kind text not null check (kind in ('open', 'change', 'end', 'unused')),
  agency text not null,
  account_id uuid,
  person_id bigint not null,
  login bytea,
  name bytea not null,
  posts text[] not null,
  posts_before text[] not null,
  base_grant uuid,
  from_day date,
  through_day date,
  reason bytea not null,
  proof bytea not null,
  content bytea not null,
  requested_by bigint not null,
  requested_at timestamptz(3) not null,
  check ((kind = 'open') = (account_id is null)),
  check ((kind = 'open') = (login is not null)),
  check (through_day >= from_day)
);
create index authority_request_agency on desk.authority_request (agency, requested_at);
comment on table desk.authority_request is '授权申请：为谁、在哪个机构、任何岗位、任期与理由';
comment on column desk.authority_request.kind is 'open 开户，change 变更岗位，end 终止，unused 撤销闲置的岗位';
comment on column desk.authority_request.account_id is '所变更的账户；开户的没有';
comment on column desk.authority_request.login is '新账户的登录名（加密）';
comment on column desk.authority_request.name is '姓名（加密）';
comment on column desk.authority_request.posts is '办成之后所任的全部岗位';
comment on column desk.authority_request.posts_before is '申请时所任的岗位';
comment on column desk.authority_request.base_grant is '申请时台账的最近一行：其后又有授权的，本申请作废';
comment on column desk.authority_request.reason is '理由（加密）';
comment on column desk.authority_request.proof is '凭据，文件名称与文号（加密）';
comment on column desk.authority_request.content is '所报内容的摘要：同一编号再报，须是同样的内容';

-- owner: access
create table desk.authority_step (
  request_id uuid not null,
  ordinal smallint not null,
  step text not null check (step in ('approved', 'refused', 'executed', 'withdrawn')),
  by_person bigint not null,
  by_account uuid not null,
  note bytea not null,
  at timestamptz(3) not null,
  primary key (request_id, ordinal)
);
comment on table desk.authority_step is '授权申请的各步，只增不改';
comment on column desk.authority_step.note is '意见（加密）';

-- owner: access
create table desk.authority_finding (
  finding_id uuid primary key,
  account_id uuid not null,
  person_id bigint not null,
  agency text not null,
  what text not null check (what in ('posts', 'ungranted', 'grant', 'incompatible')),
  found text[] not null,
  restored text[] not null,
  grant_id uuid,
  at timestamptz(3) not null
);
create index authority_finding_at on desk.authority_finding (agency, at);
create unique index authority_finding_grant on desk.authority_finding (grant_id) where grant_id is not null;
comment on table desk.authority_finding is '绕过授权的改动：夜间核对所见，已恢复或停用';
comment on column desk.authority_finding.what is 'posts 岗位与台账不符，ungranted 从未授权，grant 台账之行封对不上，incompatible 不相容岗位';
comment on column desk.authority_finding.found is '所见的岗位';
comment on column desk.authority_finding.restored is '恢复成的岗位';

-- owner: access
create table desk.authority_signature (
  signature_id uuid primary key,
  agency text not null,
  digest bytea not null,
  accounts int not null,
  body bytea not null,
  signed_by bigint not null,
  signed_at timestamptz(3) not null
);
create index authority_signature_agency on desk.authority_signature (agency, signed_at);
comment on table desk.authority_signature is '权限清单的签署：何人何时签了怎样的一份';
comment on column desk.authority_signature.body is '所签清单的原样（加密）';

-- owner: access
create table desk.post_use (
  person_id bigint not null,
  policy text not null,
  last_day date not null,
  primary key (person_id, policy)
);
comment on table desk.post_use is '岗位的使用：某人凭某一规则办理的最近一日，自查阅之书归总';

-- owner: access
create table desk.post_use_cursor (
  one boolean primary key default true check (one),
  until_tx xid8 not null,
  noted_at timestamptz(3) not null
);
comment on table desk.post_use_cursor is '岗位的使用归总到查阅之书的何处';

-- owner: access
create table desk.authority_adoption (
  one boolean primary key default true check (one),
  at timestamptz(3) not null
);
comment on table desk.authority_adoption is '此制之前的账户已写入台账的时间；在此以前开户的，升级时一次写入';
insert into desk.authority_adoption (at)
select now() where not exists (select 1 from desk.account where realm = 'staff');

grant select, insert on desk.authority_request, desk.authority_step, desk.authority_finding, desk.authority_signature,
  desk.authority_adoption to quanyi_app;
grant select, insert, update on desk.post_use, desk.post_use_cursor to quanyi_app;
revoke update, delete on desk.post_grant from quanyi_app;

create function desk.refuse_authority_change() returns trigger language plpgsql as $$
begin
  raise exception '授权的申请、各步与台账只增不改' using errcode = '42501';
end $$;
do $$
declare t text;
begin
  foreach t in array array['post_grant', 'authority_request', 'authority_step', 'authority_finding', 'authority_signature'] loop
    execute format('create trigger append_only_row before update or delete on desk.%I for each row execute function desk.refuse_authority_change()', t);
    execute format('create trigger append_only_statement before truncate on desk.%I for each statement execute function desk.refuse_authority_change()', t);
  end loop;
end $$;
