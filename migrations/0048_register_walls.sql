-- 登记簿的第二道墙：a transaction sees of the register what it names, and nothing where it names nothing. Named are agencies (the
-- register's readers, once the gate has let them in), cases (whoever handles one) or single entries. There is no policy by the
-- person of the scope: a sealed query is entered here at once and must not be found by way of the person it was about.
alter table access.query_entry enable row level security;
alter table access.query_entry force row level security;

create function access.register_named() returns text[] language sql stable as
$$ select coalesce(string_to_array(nullif(current_setting('quanyi.register', true), ''), ','), '{}') $$;
comment on function access.register_named is '本事务所查的登记：机构、案件或某一条';

create policy appended on access.query_entry for insert to quanyi_app with check (true);
create policy as_named on access.query_entry for select to quanyi_app using (
  agency = any ((select access.register_named())::text[])
  or inquiry_id::text = any ((select access.register_named())::text[])
  or entry_id::text = any ((select access.register_named())::text[]));
