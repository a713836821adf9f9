import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import {
  CLOSE_STATES,
  CLOSINGS_PATH,
  type CloseAbility,
  type CloseRun,
  type CloseState,
} from '../../src/closing/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { CLOSING } from './words.js'

/** 正在办理的一批：where it is, and what this person may do with it. */
export function RunCard({ run }: { readonly run: CloseRun }) {
  const { say } = useLanguage()
  const [asking, setAsking] = useState(false)
  const queries = useQueryClient()
  const moving = useMutation<CloseRun, Problem, CloseAbility>({
    mutationFn: (move) => ask(`${CLOSINGS_PATH}/${run.id}/${move}`, { method: 'POST' }),
    onSuccess: () => setAsking(false),
    onSettled: () => queries.invalidateQueries({ queryKey: [CLOSINGS_PATH] }),
  })
  return (
    <div className="card closing-run">
      <div className="closing-run-head">
        <strong className="number">{run.year}</strong>
        <StateTag state={run.state} />
        {run.why && <span>{say(run.why)}</span>}
      </div>
      {run.state !== 'proposed' && <Progress run={run} />}
      {!asking && <FormProblem error={moving.error} />}
      <div className="closing-buttons">
        {run.abilities.map((ability) => (
          <Button
            key={ability}
            type={ability === 'approve' || ability === 'resume' ? 'primary' : 'default'}
            loading={moving.isPending && moving.variables === ability}
            onClick={() => (ability === 'approve' ? setAsking(true) : moving.mutate(ability))}
          >
            {say(CLOSING[ability])}
          </Button>
        ))}
      </div>
      {asking && (
        <Dialog
          title={say(CLOSING.approveTitle, { year: run.year })}
          onClose={() => setAsking(false)}
          action={{
            text: say(CLOSING.approve),
            busy: moving.isPending,
            focused: true,
            onClick: () => moving.mutate('approve'),
          }}
        >
          <p>{say(CLOSING.approveSays)}</p>
          <FormProblem error={moving.error} />
        </Dialog>
      )}
    </div>
  )
}

function Progress({ run }: { readonly run: CloseRun }) {
  const { say } = useLanguage()
  const { personsDone: done, personsTotal: total = done, rows, secondsLeft } = run
  const words = say(CLOSING.progress, { done, total, rows })
  return (
    <div>
      <progress value={done} max={Math.max(total, done, 1)} aria-label={words} />
      <p className="number" role="status">
        {words}
        {secondsLeft !== undefined && say({ zh: '，', en: ', ' })}
        {secondsLeft !== undefined && <TimeLeft seconds={secondsLeft} />}
      </p>
    </div>
  )
}

function TimeLeft({ seconds }: { readonly seconds: number }) {
  const { say } = useLanguage()
  const text =
    seconds < 90 ? say(CLOSING.seconds, { n: seconds }) : say(CLOSING.minutes, { n: Math.ceil(seconds / 60) })
  return say(CLOSING.left, { text })
}

const TONES: Readonly<Record<CloseState, string>> = {
  proposed: 'tag tag-warn',
  running: 'tag tag-warn',
  stopped: 'tag tag-bad',
  done: 'tag tag-good',
  withdrawn: 'tag',
}

export function StateTag({ state }: { readonly state: CloseState }) {
  const { say } = useLanguage()
  return <span className={TONES[state]}>{say(CLOSE_STATES[state])}</span>
}
