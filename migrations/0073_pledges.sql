-- 保密承诺书的签署；保密协议按单位种类登记。

-- owner: access
create table desk.pledge (
  account_id uuid not null,
  text_digest bytea not null,
  version text not null,
  person_id bigint not null,
  name_typed bytea not null,
  way text not null check (way in ('activation', 'signIn', 'demo')),
  signed_at timestamptz(3) not null,
  primary key (account_id, text_digest)
);
comment on table desk.pledge is '保密承诺书的签署：哪个账户签了哪一版，只增不改；同一版只记一次';
comment on column desk.pledge.text_digest is '所签文本的 SM3 摘要';
comment on column desk.pledge.name_typed is '签署时所填的姓名（加密）';
comment on column desk.pledge.way is '签于何时：activation 激活，signIn 新文本施行后的登录，demo 演示用的账户，开户时代填';
create trigger append_only_row before update or delete on desk.pledge for each row execute function ledger.refuse_change();
create trigger append_only_statement before truncate on desk.pledge for each statement execute function ledger.refuse_change();
grant select, insert on desk.pledge to quanyi_app;
grant select on desk.pledge to quanyi_verify;

alter table archive.agreement add column kind text;
update archive.agreement a set kind = case
  when exists (select 1 from archive.agreement_worker w where w.agreement_id = a.agreement_id) then 'scanVendor'
  else 'printingFirm' end;
alter table archive.agreement alter column kind set not null;
alter table archive.agreement alter column companion drop not null;
create index agreement_number on archive.agreement (number);
comment on table archive.agreement is '保密协议登记：哪一类单位、起止；到期或终止，其接口、批次与账户即不能办理';
comment on column archive.agreement.kind is '单位种类（src/access/body-kinds.ts）';
comment on column archive.agreement.companion is '陪同外来人员的本机构人员；没有外来人员在此作业的为空';
