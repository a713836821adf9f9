-- 更正的回声：已告知哪一方，何日，以何方式；只增不改。

-- owner: objections
create table desk.objection_echo (
  objection_id uuid not null,
  recipient text not null,
  way text not null check (way in ('letter', 'telephone', 'counter', 'platform', 'official')),
  day date not null,
  by_person bigint not null,
  at timestamptz(3) not null,
  primary key (objection_id, recipient)
);
comment on table desk.objection_echo is '更正告知的发出登记：一方一次';
comment on column desk.objection_echo.recipient is '收件方的标识（摘要）：名称由查阅记录与所发证明得出，此处不存';
comment on column desk.objection_echo.way is '告知方式：信函、电话、当面、平台、公函';
comment on column desk.objection_echo.day is '告知之日';

create trigger append_only_row before update or delete on desk.objection_echo for each row execute function desk.refuse_objection_change();
create trigger append_only_statement before truncate on desk.objection_echo for each statement execute function desk.refuse_objection_change();
grant select, insert on desk.objection_echo to quanyi_app;
