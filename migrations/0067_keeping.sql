-- 保管台账（第八条、第九条第一项、第十一条）：场所、设备、介质、管理办法与数据管理专人，各有责任人与检查日。

-- owner: archive
create table archive.keeping (
  keeping_id uuid primary key,
  agency text not null,
  kind text not null check (kind in ('place', 'device', 'medium', 'rules', 'steward')),
  name text not null,
  number text not null,
  from_day date not null,
  keeper bigint not null,
  keeper_login text not null,
  check_days int,
  document_id uuid,
  made_by bigint not null,
  made_at timestamptz(3) not null,
  retired_at timestamptz(3),
  retired_by bigint,
  retired_why text
);
create unique index keeping_in_use on archive.keeping (agency, kind, number) where retired_at is null;
comment on table archive.keeping is '保管台账：场所、设备、介质、存储管理办法与数据管理专人；停用的照存';
comment on column archive.keeping.number is '编号；管理办法为文号与版次';
comment on column archive.keeping.from_day is '启用、施行或任用之日';
comment on column archive.keeping.keeper is '责任人（自然人编号）';
comment on column archive.keeping.keeper_login is '责任人的登录名：账户停用即为空缺';
comment on column archive.keeping.check_days is '检查间隔（天）';
comment on column archive.keeping.document_id is '管理办法的文本、任用的文书';

-- owner: archive
create table archive.keeping_check (
  keeping_id uuid not null,
  check_id uuid not null,
  fine boolean not null,
  outcome text not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (keeping_id, check_id)
);
comment on table archive.keeping_check is '保管检查：某日由某人查过，完好与否及结果；只增不改';

create trigger append_only_row before update or delete on archive.keeping_check
  for each row execute function archive.refuse_change();
create trigger append_only_statement before truncate on archive.keeping_check
  for each statement execute function archive.refuse_change();
grant select, insert on archive.keeping_check to quanyi_app;
grant select, insert, update on archive.keeping to quanyi_app;
grant select on archive.keeping, archive.keeping_check to quanyi_verify;

-- 协助维护者的协议（第十一条）：没有扫描件的协议不生效。
alter table archive.agreement add column document_id uuid;
comment on column archive.agreement.document_id is '含保密条款的协议扫描件';
