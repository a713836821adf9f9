import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import {
  IMPORT_FORMS,
  IMPORT_STATES,
  IMPORTS_PATH,
  type ImportAbility,
  type ImportJob,
  type ImportState,
} from '../../src/collection/import-contract.js'
import { countText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page } from '../shell/page.js'
import { Answer } from '../shell/states.js'
import './imports.css'
import { IMPORT } from './words.js'

/** Each look is a line in the access book, so nobody looks oftener than they can read. */
const LIVE_MS = 2000
const isLive = (state: ImportState | undefined) => state === 'waiting' || state === 'running'

/** 一件的读取进度。Leave and come back: what it shows lives with the server. */
export function ImportPage({ base, submissions }: { readonly base: string; readonly submissions: string }) {
  const { say, language } = useLanguage()
  const { id = '' } = useParams()
  const job = useQuery<ImportJob, Problem>({
    queryKey: [IMPORTS_PATH, id, language],
    queryFn: ({ signal }) => ask<ImportJob>(`${IMPORTS_PATH}/${id}`, { signal }),
    refetchInterval: ({ state }) => (isLive(state.data?.state) ? LIVE_MS : false),
  })
  return (
    <Page
      title={say(IMPORT.title)}
      lead={say(IMPORT.lead)}
      actions={<Link to={`${base}/imports`}>{say(IMPORT.all)}</Link>}
    >
      <Answer of={job} rows={4}>
        {(found) => <JobCard job={found} submissions={submissions} />}
      </Answer>
    </Page>
  )
}

function JobCard({ job, submissions }: { readonly job: ImportJob; readonly submissions: string }) {
  const { say } = useLanguage()
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const moving = useMutation<ImportJob, Problem, ImportAbility>({
    mutationFn: (move) => ask(`${IMPORTS_PATH}/${job.id}/${move}`, { method: 'POST' }),
    onSettled: () => {
      setAsking(false)
      void queries.invalidateQueries({ queryKey: [IMPORTS_PATH] })
    },
  })
  return (
    <section className="card import-job" aria-label={job.fileName}>
      <div className="import-head">
        <strong>{job.fileName}</strong>
        <span>{say(IMPORT_FORMS[job.form])}</span>
        <ImportTag state={job.state} />
      </div>
      {job.again && <p role="status">{say(IMPORT.again)}</p>}
      {job.state !== 'refused' && <ImportProgress job={job} />}
      {job.why && (
        <p className="form-problem" role="alert">
          {say(job.why.says)}
        </p>
      )}
      <FormProblem error={moving.error} />
      <div className="import-buttons no-print">
        {job.state === 'done' && <Link to={`${submissions}/${job.submissionId}`}>{say(IMPORT.open)}</Link>}
        {job.abilities.map((ability) => (
          <Button
            key={ability}
            type={ability === 'resume' ? 'primary' : 'default'}
            danger={ability === 'withdraw'}
            loading={moving.isPending && moving.variables === ability}
            onClick={() => (ability === 'withdraw' ? setAsking(true) : moving.mutate(ability))}
          >
            {say(IMPORT[ability])}
          </Button>
        ))}
      </div>
      {asking && (
        <Dialog
          title={say(IMPORT.withdrawTitle)}
          onClose={() => setAsking(false)}
          action={{ text: say(IMPORT.withdraw), busy: moving.isPending, onClick: () => moving.mutate('withdraw') }}
        >
          <p>{say(IMPORT.withdrawSays)}</p>
        </Dialog>
      )}
    </section>
  )
}

function ImportProgress({ job }: { readonly job: ImportJob }) {
  const { say } = useLanguage()
  const { rows, accepted, refused, share, rowsPerSecond, secondsLeft } = job
  const counted = { rows: countText(rows), accepted: countText(accepted), refused: countText(refused) }
  const words = say(IMPORT.progress, { percent: Math.floor(share / 10_000), ...counted })
  const time =
    secondsLeft === undefined
      ? undefined
      : secondsLeft < 90
        ? say(IMPORT.seconds, { n: secondsLeft })
        : say(IMPORT.minutes, { n: Math.ceil(secondsLeft / 60) })
  return (
    <div>
      <progress value={share} max={1_000_000} aria-label={words} />
      <p className="number" role="status">
        {[
          words,
          ...(rowsPerSecond === undefined ? [] : [say(IMPORT.speed, { n: countText(rowsPerSecond) })]),
          ...(time === undefined ? [] : [say(IMPORT.left, { text: time })]),
        ].join(say({ zh: '；', en: '; ' }))}
      </p>
    </div>
  )
}

const TONES: Readonly<Record<ImportState, string>> = {
  waiting: 'tag',
  running: 'tag tag-warn',
  stopped: 'tag tag-bad',
  done: 'tag tag-good',
  refused: 'tag tag-bad',
  failed: 'tag tag-bad',
  withdrawn: 'tag',
}

export function ImportTag({ state }: { readonly state: ImportState }) {
  const { say } = useLanguage()
  return <span className={TONES[state]}>{say(IMPORT_STATES[state])}</span>
}
