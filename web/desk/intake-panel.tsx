import { Checkbox, Input } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { SubmissionKind } from '../../src/collection/contract.js'
import type { IntakeRequest, PaperList } from '../../src/collection/intake-contract.js'
import { type Both, useLanguage } from '../shell/language.js'
import type { Step } from '../shell/outbox.js'
import { useAsk } from '../shell/queries.js'

const INTAKE = {
  papers: { zh: '材料清单（收到的打勾）', en: 'Papers (tick what was handed in)' },
  compulsory: { zh: '必收', en: 'compulsory' },
  ground: { zh: '缺少的依据', en: 'Why it is missing' },
  lacking: {
    zh: '必收材料缺少的，请写明依据（至少四个字）。',
    en: 'State why a compulsory paper is missing, in at least 4 characters.',
  },
  slip: {
    zh: '应急受理凭单号（系统停用时受理的才填）',
    en: 'Outage slip (only if taken in while the system was down)',
  },
  received: { zh: '实际受理时间', en: 'True time of receipt' },
  documentDay: { zh: '资料所载日期（不填即受理之日）', en: 'Date on the paper (if left out: the day of receipt)' },
  both: { zh: '凭单号与实际受理时间都要填。', en: 'Give both the serial and the true time of receipt.' },
} as const satisfies Record<string, Both>

/** 受理时所填：what was handed in, and the slip where the system was down. */
export interface Taken {
  readonly papers: Readonly<Record<string, { readonly received: boolean; readonly ground: string }>>
  readonly slip: string
  readonly receivedAt: string
  readonly documentDay: string
}
const NOTHING: Taken = { papers: {}, slip: '', receivedAt: '', documentDay: '' }
const SHORTEST = 4

/** What the form has already: an attached paper is the first compulsory one, a stated ground stands for what is missing. */
interface Carried {
  readonly hasPaper: boolean
  readonly ground: string
}

/** 受理的清单与凭单，for one form; `step` is the request that stands before the entry. */
export function useIntake(kind: SubmissionKind | undefined, tried: boolean, carried: Carried) {
  const [taken, setTaken] = useState<Taken>(NOTHING)
  const id = useRef(crypto.randomUUID())
  const list = useAsk<PaperList>('/api/desk/intake-papers', { kind }, kind !== undefined)
  const papers = list.data?.papers ?? []
  const first = papers.find(({ required }) => required)?.id
  const told = (paper: string) => {
    const { received, ground } = taken.papers[paper] ?? { received: carried.hasPaper && paper === first, ground: '' }
    return { received, ground: ground === '' && !received ? carried.ground : ground }
  }
  const lacking = papers.filter(
    ({ id: paper, required }) => required && !told(paper).received && told(paper).ground.trim().length < SHORTEST,
  )
  const isHalf = (taken.slip.trim() === '') !== (taken.receivedAt === '')
  const isEmpty = taken.slip === '' && taken.documentDay === '' && Object.keys(taken.papers).length === 0
  const step = (): Step | undefined => {
    if (kind === undefined || papers.length === 0) return undefined
    // A changed list is another intake: one that was refused is not mended, it is made anew.
    id.current = crypto.randomUUID()
    const body: IntakeRequest = {
      ...{ id: id.current, kind },
      papers: papers.map(({ id: paper }) => {
        const { received, ground } = told(paper)
        return { paper, received, ...(ground.trim().length >= SHORTEST ? { ground: ground.trim() } : {}) }
      }),
      ...(taken.documentDay === '' ? {} : { documentDay: taken.documentDay }),
      ...(taken.slip.trim() === ''
        ? {}
        : { slip: { serial: taken.slip.trim(), receivedAt: Date.parse(`${taken.receivedAt}:00+08:00`) } }),
    }
    return { path: '/api/desk/intakes', body }
  }
  const panel =
    kind === undefined ? null : (
      <Panel {...{ papers, taken, told, isHalf }} isLacking={tried && lacking.length > 0} onTaken={setTaken} />
    )
  return {
    panel,
    taken,
    setTaken: (kept: Taken) => setTaken({ ...NOTHING, ...kept }),
    isEmpty,
    isRight: lacking.length === 0 && !isHalf,
    step,
  }
}

interface PanelProps {
  readonly papers: PaperList['papers']
  readonly taken: Taken
  readonly told: (paper: string) => Taken['papers'][string]
  readonly isLacking: boolean
  readonly isHalf: boolean
  readonly onTaken: (taken: Taken) => void
}

function Panel({ papers, taken, told, isLacking, isHalf, onTaken }: PanelProps): ReactNode {
  const { say } = useLanguage()
  const put = (paper: string, change: Partial<Taken['papers'][string]>) =>
    onTaken({ ...taken, papers: { ...taken.papers, [paper]: { ...told(paper), ...change } } })
  return (
    <>
      {papers.length > 0 && (
        <fieldset className="entry-field intake-papers">
          <legend>{say(INTAKE.papers)}</legend>
          {papers.map(({ id, says, required }) => (
            <div key={id}>
              <Checkbox checked={told(id).received} onChange={({ target }) => put(id, { received: target.checked })}>
                {say(says)} {required && <small>{say(INTAKE.compulsory)}</small>}
              </Checkbox>
              {required && !told(id).received && (
                <Input
                  aria-label={`${say(INTAKE.ground)}：${say(says)}`}
                  placeholder={say(INTAKE.ground)}
                  maxLength={500}
                  value={told(id).ground}
                  onChange={({ target }) => put(id, { ground: target.value })}
                />
              )}
            </div>
          ))}
          {isLacking && (
            <small role="alert" className="entry-wrong">
              {say(INTAKE.lacking)}
            </small>
          )}
        </fieldset>
      )}
      <div className="entry-field">
        <label htmlFor="intake-document-day">{say(INTAKE.documentDay)}</label>
        <Input
          id="intake-document-day"
          type="date"
          value={taken.documentDay}
          onChange={({ target }) => onTaken({ ...taken, documentDay: target.value })}
        />
      </div>
      <details className="entry-field intake-slip" open={taken.slip !== ''}>
        <summary>{say(INTAKE.slip)}</summary>
        <Input
          aria-label={say(INTAKE.slip)}
          autoComplete="off"
          maxLength={40}
          value={taken.slip}
          onChange={({ target }) => onTaken({ ...taken, slip: target.value })}
        />
        <label>
          {say(INTAKE.received)}
          <Input
            type="datetime-local"
            value={taken.receivedAt}
            onChange={({ target }) => onTaken({ ...taken, receivedAt: target.value })}
          />
        </label>
        {isHalf && (
          <small role="alert" className="entry-wrong">
            {say(INTAKE.both)}
          </small>
        )}
      </details>
    </>
  )
}
