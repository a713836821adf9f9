import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import {
  LEGACY_STATES,
  type LegacyReport,
  type LegacyState,
  type LegacySummary,
} from '../../src/collection/legacy-contract.js'
import { countText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import { useUpload } from '../shell/upload.js'
import { DropFile, PACKAGES } from '../submission/drop-file.js'
import { LEGACY } from './words.js'

export const LEGACY_PATH = '/api/desk/legacy'
const LIVE_MS = 2000
export const isLive = (state: LegacyState | undefined) =>
  state === 'reading' || state === 'deriving' || state === 'drafting'

/** 数据包的列表，and a new trial. */
export function LegacyPage() {
  const { say, language } = useLanguage()
  const { can } = useSession()
  const go = useNavigate()
  const queries = useQueryClient()
  const [series, setSeries] = useState('')
  const [asked, setAsked] = useState(false)
  const list = useQuery<{ items: LegacySummary[] }, Problem>({
    queryKey: [LEGACY_PATH, language],
    queryFn: ({ signal }) => ask(LEGACY_PATH, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => isLive(one.state)) ? LIVE_MS : false),
  })
  const upload = useUpload<LegacyReport>(({ id }) => {
    void queries.invalidateQueries({ queryKey: [LEGACY_PATH] })
    go(`/legacy/${id}`)
  })
  const send = (file: File) => {
    setAsked(true)
    if (series.trim().length < 2) return
    const form = new FormData()
    form.set('series', series.trim())
    form.set('file', file)
    upload.send({ path: LEGACY_PATH, form })
  }
  return (
    <Page title={say(LEGACY.title)} lead={say(LEGACY.lead)}>
      <div className="page-body stacked">
        {can('legacy.load') && (
          <>
            <FormProblem error={upload.error} />
            <Input
              aria-label={say(LEGACY.series)}
              placeholder={say(LEGACY.series)}
              maxLength={60}
              value={series}
              onChange={({ target }) => setSeries(target.value)}
            />
            {asked && series.trim().length < 2 && <p role="alert">{say(LEGACY.nameFirst)}</p>}
            <DropFile label={say(LEGACY.file)} progress={upload.progress} onFile={send} kinds={PACKAGES} />
          </>
        )}
        <Answer of={list} rows={5}>
          {({ items }) => (items.length === 0 ? <Empty title={say(LEGACY.none)} /> : <Packages items={items} />)}
        </Answer>
      </div>
    </Page>
  )
}

function Packages({ items }: { readonly items: readonly LegacySummary[] }) {
  const { say, language } = useLanguage()
  return (
    <DataTable
      caption={say(LEGACY.title)}
      rows={items}
      keyOf={({ id }) => id}
      toneOf={({ state }) => (state === 'refused' || state === 'stopped' ? 'bad' : undefined)}
      columns={[
        {
          name: 'package',
          title: LEGACY.package,
          cell: ({ id, series }) => <Link to={`/legacy/${id}`}>{series}</Link>,
        },
        { name: 'state', title: LEGACY.state, cell: ({ state }) => say(LEGACY_STATES[state]) },
        { name: 'persons', title: LEGACY.persons, amount: true, cell: ({ persons }) => countText(persons) },
        { name: 'disputed', title: LEGACY.disputed, amount: true, cell: ({ disputed }) => countText(disputed) },
        { name: 'made', title: LEGACY.made, cell: ({ madeAt }) => instantText(madeAt, language) },
      ]}
    />
  )
}
