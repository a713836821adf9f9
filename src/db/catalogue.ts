import type { Trx } from './database.js'

/**
 * 库结构清单。One line for each definition that guards the books: tables, columns, constraints, triggers, functions,
 * policies, grants, roles. Its digest is a leaf of the control tree; `verify` names what differs.
 */
export async function catalogueLines(trx: Trx): Promise<string[]> {
  const rows = await trx.rows<{ line: string }>(`
    with house as (
      select n.nspname || '.' || c.relname as name, c.* from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('ledger', 'access', 'desk', 'archive', 'quanyi')
    )
    select format('table %s owner=%s rls=%s forced=%s acl=%s', name, relowner::regrole, relrowsecurity, relforcerowsecurity,
      (select string_agg(x::text, ' ' order by x::text) from unnest(relacl) x)) as line from house where relkind in ('r', 'v', 'S', 'p')
    union all
    select format('column %s.%s %s notnull=%s default=%s', h.name, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) from house h join pg_attribute a on a.attrelid = h.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = h.oid and d.adnum = a.attnum where h.relkind in ('r', 'v', 'p')
    union all
    select format('constraint %s %s %s', h.name, k.conname, pg_get_constraintdef(k.oid)) from house h join pg_constraint k on k.conrelid = h.oid
      where k.contype <> 'n'
    union all
    select format('trigger %s %s enabled=%s %s', h.name, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid)) from house h
      join pg_trigger t on t.tgrelid = h.oid where not t.tgisinternal
    union all
    select format('policy %s %s cmd=%s roles=%s using=%s check=%s', h.name, p.polname, p.polcmd, p.polroles::regrole[],
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) from house h join pg_policy p on p.polrelid = h.oid
    union all
    select format('function %s.%s %s', n.nspname, p.proname, md5(pg_get_functiondef(p.oid))) from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('ledger', 'access', 'desk', 'archive', 'quanyi')
    union all
    select format('role %s super=%s bypassrls=%s createrole=%s login=%s member=%s', r.rolname, r.rolsuper, r.rolbypassrls, r.rolcreaterole,
      r.rolcanlogin, (select string_agg(m.roleid::regrole::text, ' ' order by m.roleid::regrole::text) from pg_auth_members m where m.member = r.oid))
      from pg_roles r where r.rolname like 'quanyi\\_%'
    order by line`)
  // PostgreSQL breaks a long expression into lines; a definition here is one.
  return rows.map((row) => row.line.replace(/\s*\n\s*/g, ' '))
}
