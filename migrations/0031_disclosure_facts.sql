-- 查询与使用所需的事实：who may act for a person, and whose record only named posts may open.

-- owner: ledger
create table ledger.mandate (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  representative_person_id bigint not null,
  capacity text not null check (capacity in ('agent', 'relative')),
  scope text not null,
  change text not null check (change in ('begin', 'end')),
  from_day date not null,
  through_day date,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
create index mandate_representative on ledger.mandate (representative_person_id);
comment on table ledger.mandate is '授权与代表：代理人凭书面授权、亲属凭关系证明代为查询（第十五条；个人信息保护法第四十九条）';
comment on column ledger.mandate.scope is '范围：类别与事项，以逗号分隔';
comment on column ledger.mandate.through_day is '期满之日；期满、撤销或身故即止';

-- owner: ledger
create table ledger.protection (
  person_id bigint not null,
  posting_id bigint not null,
  ordinal int not null,
  line int not null,
  reverses_posting bigint,
  reverses_ordinal int,
  agency text not null,
  area text not null,
  change text not null check (change in ('begin', 'end')),
  from_day date not null,
  ground bytea not null,
  document text not null,
  key_epoch smallint not null,
  seal bytea not null,
  primary key (person_id, posting_id, ordinal)
);
comment on table ledger.protection is '保密标识：有标识者不入检索、名册、统计与批量，仅指定岗位可见';
comment on column ledger.protection.ground is '依据（加密）';

select ledger.raise_walls('mandate');
select ledger.raise_walls('protection');

-- 代表人找到自己所代表的人：rows name numbers only, and open nothing by themselves.
create policy of_representative on ledger.mandate for select to quanyi_app
  using (representative_person_id = any ((select ledger.scope_persons())::bigint[]));
create index guardianship_guardian on ledger.guardianship (guardian_person_id);
create policy of_guardian on ledger.guardianship for select to quanyi_app
  using (guardian_person_id = any ((select ledger.scope_persons())::bigint[]));

-- 谁有保密标识，须人人查得，方能人人略去：the ground itself is encrypted.
drop policy within_scope on ledger.protection;
create policy marks_only on ledger.protection for select to quanyi_app using (true);

create function ledger.protected_among(ids bigint[]) returns bigint[] language sql stable as $$
  select coalesce(array_agg(distinct p.person_id), '{}') from ledger.protection p
  where p.person_id = any (ids) and p.change = 'begin' and p.reverses_posting is null
    and not exists (select 1 from ledger.protection e where e.person_id = p.person_id
      and ((e.change = 'end' and e.reverses_posting is null and (e.posting_id, e.ordinal) > (p.posting_id, p.ordinal))
        or (e.reverses_posting = p.posting_id and e.reverses_ordinal = p.ordinal)))
$$;
comment on function ledger.protected_among is '所列编号中现有保密标识者';
