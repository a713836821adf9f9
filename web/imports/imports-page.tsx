import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { IMPORT_FORMS, IMPORTS_PATH, type ImportJob, type ImportList } from '../../src/collection/import-contract.js'
import { countText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { Answer, Empty } from '../shell/states.js'
import { ImportTag } from './import-page.js'
import './imports.css'
import { IMPORT } from './words.js'

const LIVE_MS = 3000

/** 各件大件的进度，those in hand first to be seen; above them what can be uploaded here. */
export function ImportsPage({ base, children }: { readonly base: string; readonly children?: ReactNode }) {
  const { say, language } = useLanguage()
  const list = useQuery<ImportList, Problem>({
    queryKey: [IMPORTS_PATH, language],
    queryFn: ({ signal }) => ask<ImportList>(IMPORTS_PATH, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ state: at }) => at === 'running') ? LIVE_MS : false),
  })
  return (
    <Page title={say(IMPORT.title)} lead={say(IMPORT.lead)}>
      {children}
      <Answer of={list} rows={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(IMPORT.none)}>{say(IMPORT.noneSays)}</Empty>
          ) : (
            <Section title={say(IMPORT.all)}>
              <Jobs base={base} items={items} />
            </Section>
          )
        }
      </Answer>
    </Page>
  )
}

function Jobs({ base, items }: { readonly base: string; readonly items: readonly ImportJob[] }) {
  const { say, language } = useLanguage()
  const columns: Column<ImportJob>[] = [
    {
      name: 'file',
      title: IMPORT.file,
      cell: ({ id, fileName }) => <Link to={`${base}/imports/${id}`}>{fileName}</Link>,
    },
    { name: 'form', title: IMPORT.form, cell: ({ form }) => say(IMPORT_FORMS[form]) },
    { name: 'state', title: IMPORT.state, cell: ({ state }) => <ImportTag state={state} /> },
    { name: 'share', title: IMPORT.done, cell: ({ share }) => `${Math.floor(share / 10_000)}%`, amount: true },
    { name: 'rows', title: IMPORT.rows, cell: ({ rows }) => countText(rows), amount: true },
    { name: 'accepted', title: IMPORT.accepted, cell: ({ accepted }) => countText(accepted), amount: true },
    { name: 'refused', title: IMPORT.refused, cell: ({ refused }) => countText(refused), amount: true },
    { name: 'begun', title: IMPORT.begun, cell: ({ madeAt }) => instantText(madeAt, language) },
  ]
  return <DataTable caption={say(IMPORT.all)} columns={columns} rows={items} keyOf={({ id }) => id} />
}
