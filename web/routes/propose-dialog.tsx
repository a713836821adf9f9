import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { STAGES, type Stage } from '../../src/collection/contract.js'
import type {
  RouteChange,
  RouteChangeRequest,
  RouteEntryGiven,
  RouteMatrix,
} from '../../src/collection/route-contract.js'
import { ROUTE } from '../desk/work-words.js'
import { ask, type Problem } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { ROUTE_PATHS } from './paths.js'

interface Props {
  readonly row: RouteMatrix['kinds'][number]
  readonly matrix: RouteMatrix
  readonly onClose: () => void
}

interface Given {
  readonly on: boolean
  readonly post: string
  readonly at: string
}

type Handed = NonNullable<RouteEntryGiven['handOver']>[number]

const ALL = Object.keys(STAGES) as Stage[]
const OWN_POST: Readonly<Record<Stage, string>> = {
  initialReview: 'initialReviewer',
  review: 'reviewer',
  recheck: 'rechecker',
  approval: 'approver',
}

/** 提出一类路线的变更。 */
export function ProposeDialog({ row, matrix, onClose }: Props) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [given, setGiven] = useState(() => givenOf(row))
  const [handed, setHanded] = useState<Handed[]>(() =>
    row.handOver.map(({ agency, stage, to }) => ({ agency, stage, to })),
  )
  const [explanation, setExplanation] = useState('')
  const proposing = useMutation<RouteChange, Problem, RouteChangeRequest>({
    mutationFn: (body) => ask(ROUTE_PATHS.changes, { method: 'POST', body }),
    onSuccess: () => {
      void message.success(say(ROUTE.proposed))
      void queries.invalidateQueries()
      onClose()
    },
  })
  const stages = ALL.filter((stage) => given[stage].on)
  const change = (stage: Stage, part: Partial<Given>) => setGiven({ ...given, [stage]: { ...given[stage], ...part } })
  const send = () => proposing.mutate({ changes: [entryOf(row.kind, given, handed)], explanation: explanation.trim() })
  return (
    <Dialog
      title={say(ROUTE.proposeTitle, { kind: say(row.says) })}
      wide
      onClose={onClose}
      action={{
        text: say(ROUTE.propose),
        busy: proposing.isPending,
        disabled: explanation.trim().length < 4,
        onClick: send,
      }}
    >
      <div className="return-form">
        <FormProblem error={proposing.error} />
        {ALL.map((stage) => (
          <StageRow
            key={stage}
            stage={stage}
            given={given[stage]}
            matrix={matrix}
            onChange={(part) => change(stage, part)}
          />
        ))}
        <HandOvers matrix={matrix} stages={stages} handed={handed} onChange={setHanded} />
        <Input.TextArea
          aria-label={say(ROUTE.explanation)}
          placeholder={say(ROUTE.short)}
          value={explanation}
          maxLength={500}
          rows={2}
          onChange={({ target }) => setExplanation(target.value)}
        />
      </div>
    </Dialog>
  )
}

interface StageRowProps {
  readonly stage: Stage
  readonly given: Given
  readonly matrix: RouteMatrix
  readonly onChange: (part: Partial<Given>) => void
}

function StageRow({ stage, given, matrix, onChange }: StageRowProps) {
  const { say } = useLanguage()
  const name = say(STAGES[stage])
  const places = [
    { value: 'own', label: say(ROUTE.own) },
    { value: 'city', label: say(ROUTE.city) },
    ...matrix.agencies.map(({ code, name: label }) => ({ value: code, label })),
  ]
  return (
    <div className="route-stage">
      <Checkbox checked={given.on} onChange={({ target }) => onChange({ on: target.checked })}>
        {name}
      </Checkbox>
      <Select
        aria-label={`${name} ${say(ROUTE.post)}`}
        value={given.post}
        disabled={!given.on}
        options={matrix.posts.map(({ post, says }) => ({ value: post, label: say(says) }))}
        onChange={(post: string) => onChange({ post })}
      />
      <Select
        aria-label={`${name} ${say(ROUTE.at)}`}
        value={given.at}
        disabled={!given.on}
        options={places}
        onChange={(at: string) => onChange({ at })}
      />
    </div>
  )
}

interface HandOversProps {
  readonly matrix: RouteMatrix
  readonly stages: readonly Stage[]
  readonly handed: readonly Handed[]
  readonly onChange: (handed: Handed[]) => void
}

/** 小机构交出的环节。 */
function HandOvers({ matrix, stages, handed, onChange }: HandOversProps) {
  const { say } = useLanguage()
  const [first, second] = matrix.agencies
  const agencies = matrix.agencies.map(({ code, name }) => ({ value: code, label: name }))
  const change = (at: number, part: Partial<Handed>) =>
    onChange(handed.map((one, i) => (i === at ? { ...one, ...part } : one)))
  const add = () =>
    onChange([...handed, { agency: (second ?? first)!.code, stage: stages.at(-1) ?? 'recheck', to: first!.code }])
  return (
    <fieldset className="route-handed">
      <legend>{say(ROUTE.handOver)}</legend>
      {handed.map((one, i) => (
        <div key={`${one.agency}${one.stage}`} className="route-stage">
          <Select
            aria-label={say(ROUTE.from)}
            value={one.agency}
            options={agencies}
            onChange={(agency: string) => change(i, { agency })}
          />
          <Select
            aria-label={say(ROUTE.handOver)}
            value={one.stage}
            options={stages.map((stage) => ({ value: stage, label: say(STAGES[stage]) }))}
            onChange={(stage: Stage) => change(i, { stage })}
          />
          <Select
            aria-label={say(ROUTE.to)}
            value={one.to}
            options={agencies}
            onChange={(to: string) => change(i, { to })}
          />
          <Button size="small" onClick={() => onChange(handed.filter((_, at) => at !== i))}>
            ×
          </Button>
        </div>
      ))}
      {first !== undefined && (
        <Button size="small" onClick={add}>
          + {say(ROUTE.handOver)}
        </Button>
      )}
    </fieldset>
  )
}

function givenOf({ steps }: Props['row']): Record<Stage, Given> {
  const of = (stage: Stage): Given => {
    const step = steps.find((one) => one.stage === stage)
    return { on: step !== undefined, post: step?.post ?? OWN_POST[stage], at: step?.at ?? 'own' }
  }
  return { initialReview: of('initialReview'), review: of('review'), recheck: of('recheck'), approval: of('approval') }
}

/** Only what differs from a stage's own post and agency is written. */
function entryOf(
  kind: RouteEntryGiven['kind'],
  given: Record<Stage, Given>,
  handed: readonly Handed[],
): RouteEntryGiven {
  const stages = ALL.filter((stage) => given[stage].on)
  const posts = Object.fromEntries(
    stages.filter((stage) => given[stage].post !== OWN_POST[stage]).map((stage) => [stage, given[stage].post]),
  )
  const at = Object.fromEntries(
    stages.filter((stage) => given[stage].at !== 'own').map((stage) => [stage, given[stage].at]),
  )
  return { kind, stages, posts, at, handOver: handed.filter(({ stage }) => stages.includes(stage)) }
}
