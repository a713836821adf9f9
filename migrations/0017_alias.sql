-- 自然人合并的折叠：which numbers are one person, asked in one place; and the desk's permits of batch changes.

-- 合并关系只有内部编号，没有姓名与金额：whoever asks for one number must find the other.
drop policy within_scope on ledger.person_alias;
create policy numbers_only on ledger.person_alias for select to quanyi_app using (true);

create function ledger.same_person(ids bigint[], below bigint)
returns table (asked bigint, same bigint, kept boolean) language sql stable as $$
  with recursive standing as not materialized (
    select a.person_id, a.other_person_id, a.role from ledger.person_alias a
    where a.change = 'merge' and a.reverses_posting is null
      and (below is null or exists (select 1 from ledger.leaf l where l.posting_id = a.posting_id and l.leaf_index < below))
      and not exists (
        select 1 from ledger.person_alias u where u.person_id = a.person_id
          and u.reverses_posting = a.posting_id and u.reverses_ordinal = a.ordinal
          and (below is null or exists (select 1 from ledger.leaf l where l.posting_id = u.posting_id and l.leaf_index < below)))
  ), joined (asked, same) as (
    select i, i from unnest(ids) i
    union
    select j.asked, s.other_person_id from joined j join standing s on s.person_id = j.same
  )
  select j.asked, j.same, not exists (select 1 from standing s where s.person_id = j.same and s.role = 'merged') from joined j
$$;
comment on function ledger.same_person is '与所问编号同为一人的全部编号（含自身）；kept 为现行沿用者。below 为树上的位置，空则为现在；撤销以红冲计，与次序无关';

create function ledger.folded(persons text) returns text language plpgsql stable as $$
declare ids bigint[] := string_to_array(nullif(persons, ''), ',')::bigint[];
begin
  if ids is null or not exists (select 1 from ledger.person_alias a where a.person_id = any (ids)) then
    return coalesce(persons, '');
  end if;
  return (select string_agg(distinct s.same::text, ',') from ledger.same_person(ids, null) s);
end $$;
comment on function ledger.folded is '数据范围随合并扩大：所列的人，连同与之同为一人的编号';

-- 维护日志所需的岗位与终端：记在录入与环节之上，记账时抄进叶子。
alter table desk.revision add column entered_posts text, add column entered_terminal text;
alter table desk.review_step add column post text, add column terminal text;
comment on column desk.revision.entered_terminal is '录入所在的终端（网络地址）';
comment on column desk.review_step.post is '以何岗位办理';
comment on column desk.review_step.terminal is '办理所在的终端（网络地址）';
