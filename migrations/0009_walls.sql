-- 权限与只增不改：grants, row-level security, and triggers on row and statement. Runs last of the first release.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '只增不改：% 不得 %', tg_table_schema || '.' || tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;
comment on function ledger.refuse_change is '只增不改：任何人改、删、清空事实之书与查阅之书都被拒绝';

create function ledger.scope_persons() returns bigint[] language sql stable as
$$ select coalesce(string_to_array(nullif(current_setting('quanyi.persons', true), ''), ',')::bigint[], '{}') $$;
create function ledger.scope_employer() returns bigint language sql stable as
$$ select nullif(current_setting('quanyi.employer', true), '')::bigint $$;

do $$
declare t record;
begin
  for t in select n.nspname as s, c.relname as r,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id') as of_person,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'employer_id') as of_employer
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('ledger', 'access')
  loop
    execute format('create trigger append_only_row before update or delete on %I.%I for each row execute function ledger.refuse_change()', t.s, t.r);
    execute format('create trigger append_only_statement before truncate on %I.%I for each statement execute function ledger.refuse_change()', t.s, t.r);
    if t.of_person then
      execute format('alter table %I.%I enable row level security', t.s, t.r);
      execute format('alter table %I.%I force row level security', t.s, t.r);
      execute format('create policy within_scope on %I.%I for select to quanyi_app using (person_id = any ((select ledger.scope_persons())::bigint[])%s)',
        t.s, t.r, case when t.of_employer then ' or employer_id = (select ledger.scope_employer())' else '' end);
      execute format('create policy appended on %I.%I for insert to quanyi_app with check (%s)', t.s, t.r,
        case when t.s = 'access' then 'true' else 'false' end);
    end if;
  end loop;
end $$;

grant usage on schema ledger, access, desk, archive to quanyi_app, quanyi_post, quanyi_verify;
grant select on all tables in schema ledger, access to quanyi_app, quanyi_post, quanyi_verify;
grant insert on all tables in schema access to quanyi_app, quanyi_post;
grant insert on all tables in schema ledger to quanyi_post;
grant usage on all sequences in schema ledger to quanyi_app, quanyi_post;
grant select, insert, update, delete on all tables in schema desk to quanyi_app;
grant select, insert on desk.person_key, desk.identity, desk.name_gram to quanyi_post;
grant select on desk.person_key, desk.identity to quanyi_verify;
grant select, insert on all tables in schema archive to quanyi_app;
grant select on all tables in schema archive to quanyi_verify;
