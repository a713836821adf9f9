import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { LogEntry, LogEntryQuery, LogRow, LogStep } from '../../src/collection/log-contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { LOG, MAINTAIN, MAINTAIN_PATHS } from './words.js'

/** 日志的一笔：when, why, how, by whom, on which papers, and every field before and after. */
export function LogEntryCard({ entry, purpose }: { readonly entry: LogEntry; readonly purpose: string }) {
  const { say, language } = useLanguage()
  const asking = useMutation<LogEntry, Problem, LogEntryQuery>({
    mutationFn: (body) => ask(MAINTAIN_PATHS.logEntry, { method: 'POST', body }),
  })
  const { posting, at, says, method, agency, reasons, steps, evidence, recheck, bodyDiffers, total } = entry
  const rows = asking.data?.rows ?? entry.rows
  return (
    <article className="card log-entry" aria-label={say(LOG.posting, { n: posting })}>
      <header>
        <h2>{say(says)}</h2>
        <span className="number">{instantText(at, language)}</span>
        <span className="number">{say(LOG.posting, { n: posting })}</span>
        <span>{agency}</span>
      </header>
      {bodyDiffers && (
        <p className="form-problem" role="alert">
          {say(LOG.bodyDiffers)}
        </p>
      )}
      <p>
        {say(LOG.method)}：{say(method)}
      </p>
      {reasons.map((reason) => (
        <p key={reason.zh}>{say(reason)}</p>
      ))}
      <ol className="log-steps" aria-label={say(LOG.responsible)}>
        {steps.map((step) => (
          <Step key={`${step.says.en}${step.at}${step.by}`} step={step} />
        ))}
        {recheck && (
          <li>
            {say(recheck.verdict)}：{recheck.finding}{' '}
            <span className="number">{say(LOG.posting, { n: recheck.posting })}</span>
          </li>
        )}
      </ol>
      {evidence.length > 0 && (
        <p>
          {say(LOG.evidence)}：
          {evidence.map(({ digest }) => (
            <small key={digest} className="number">
              {digest}{' '}
            </small>
          ))}
        </p>
      )}
      <Rows rows={rows} />
      <FormProblem error={asking.error} />
      {rows.length < total && asking.data === undefined && (
        <Button
          size="small"
          className="no-print"
          loading={asking.isPending}
          onClick={() => asking.mutate({ purpose, posting, page: 1 })}
        >
          {say(LOG.allRows, { n: total })}
        </Button>
      )}
    </article>
  )
}

function Step({ step }: { readonly step: LogStep }) {
  const { say, language } = useLanguage()
  const { says, by, name, posts, organisation, at, terminal } = step
  const told = [
    `${name} (${by})`.trim(),
    posts.map((post) => say(post)).join('、'),
    organisation,
    instantText(at, language),
    terminal === undefined ? '' : say(LOG.terminal, { at: terminal }),
  ]
  return (
    <li>
      <strong>{say(says)}</strong> {told.filter((part) => part !== '').join(' · ')}
    </li>
  )
}

interface Line {
  readonly key: string
  readonly row: LogRow
  readonly field: LogRow['fields'][number]
}

function Rows({ rows }: { readonly rows: readonly LogRow[] }) {
  const { say } = useLanguage()
  const lines = rows.flatMap((row) =>
    row.fields.map((field, i): Line => ({ key: `${row.ordinal}/${field.name}/${i}`, row, field })),
  )
  const columns: Column<Line>[] = [
    {
      name: 'who',
      title: MAINTAIN.name,
      cell: ({ row }) => (
        <>
          {row.fullName} <span className="number">{row.identityNumber}</span>
        </>
      ),
    },
    {
      name: 'what',
      title: LOG.content,
      cell: ({ row, field }) => `${say(row.says)} · ${say(field.label)}`,
    },
    { name: 'before', title: LOG.before, cell: ({ field }) => (field.before ? say(field.before) : '—') },
    { name: 'after', title: LOG.after, cell: ({ field }) => (field.after ? say(field.after) : '—') },
  ]
  return (
    <DataTable
      caption={say(LOG.content)}
      columns={columns}
      rows={lines}
      keyOf={({ key }) => key}
      toneOf={({ field }) => (field.changed ? 'warn' : undefined)}
      step={200}
    />
  )
}
