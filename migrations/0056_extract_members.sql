-- 去标识的提取里有谁、在哪一组：两次提取之差若只有几个人，后一次的那一组不给。Whoever holds both could subtract them.
-- owner: statistics
create table desk.extract_member (
  person_id bigint not null,
  extract_id uuid not null,
  insurance text not null,
  told text not null,
  primary key (person_id, extract_id)
);
create index extract_member_insurance on desk.extract_member (insurance, person_id);
comment on table desk.extract_member is '每次去标识提取里有谁：与以后的提取相减核对，只增不改';
comment on column desk.extract_member.insurance is '险种类型 AAE140；不同险种的提取不相比';
comment on column desk.extract_member.told is '提取中所列的那一组：年龄段、机构、单位类型、性别，概化之后';
create trigger append_only_row before update or delete on desk.extract_member for each row execute function ledger.refuse_change();
create trigger append_only_statement before truncate on desk.extract_member for each statement execute function ledger.refuse_change();
grant select, insert on desk.extract_member to quanyi_app;
