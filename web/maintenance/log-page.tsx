import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { LogPage as Found, LogEntry, LogQuery } from '../../src/collection/log-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { Empty } from '../shell/states.js'
import { WORDS } from '../words.js'
import { LogEntryCard } from './log-entry.js'
import { LogSearch } from './log-search.js'
import './maintenance.css'
import { LOG, MAINTAIN_PATHS } from './words.js'

/** 维护日志：searched, paged, printed. */
export function LogPage() {
  const { say } = useLanguage()
  const [asked, setAsked] = useState<LogQuery>()
  const [entries, setEntries] = useState<readonly LogEntry[]>([])
  const finding = useMutation<Found, Problem, LogQuery>({
    mutationFn: (body) => ask(MAINTAIN_PATHS.log, { method: 'POST', body }),
    onSuccess: (page, { before }) => setEntries(before === undefined ? page.entries : [...entries, ...page.entries]),
  })
  const find = (query: LogQuery) => {
    setAsked(query)
    finding.mutate(query)
  }
  const next = finding.data?.next
  return (
    <Page
      title={say(LOG.title)}
      lead={say(LOG.lead)}
      actions={
        <Button className="no-print" disabled={entries.length === 0} onClick={printPage}>
          {say(WORDS.print)}
        </Button>
      }
    >
      <LogSearch busy={finding.isPending} onFind={find} />
      <FormProblem error={finding.error} />
      <section aria-live="polite">
        {finding.data && entries.length === 0 && <Empty title={say(LOG.none)} />}
        {asked && entries.map((entry) => <LogEntryCard key={entry.posting} entry={entry} purpose={asked.purpose} />)}
      </section>
      {asked && next !== undefined && (
        <Button
          className="no-print"
          loading={finding.isPending}
          onClick={() => finding.mutate({ ...asked, before: next })}
        >
          {say(LOG.more)}
        </Button>
      )}
    </Page>
  )
}
