import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { PapersAnswer, PaperView } from '../../src/certificates/statement-contract.js'
import {
  EXTRAS,
  RIGHT_ANSWERS,
  RIGHTS,
  type RightsList,
  type RightsView,
} from '../../src/objections/rights-contract.js'
import { instantText } from '../shell/amounts.js'
import { ask, askFile, Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { saveFile } from '../shell/save-file.js'
import { Answer, Empty } from '../shell/states.js'
import { Choose } from './choose.js'
import { ReceiptFacts } from './receipt-facts.js'
import { OBJECTION } from './words.js'

type Right = RightsView['right']
type Extra = NonNullable<RightsView['extra']>

/** 个人信息权利：copy, explain, restrict, delete; each with its term, answer and reasons. */
export function OwnRights() {
  const { say } = useLanguage()
  const list = useAsk<RightsList>('/api/me/rights')
  return (
    <Section title={say(OBJECTION.rights)}>
      <p className="section-lead">{say(OBJECTION.rightsLead)}</p>
      <AskRight />
      <Answer of={list} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say(OBJECTION.noRights)} />
          ) : (
            items.map((one) => <RightFacts key={one.id} one={one} />)
          )
        }
      </Answer>
    </Section>
  )
}

/** PDF 副本：the statement of the latest year with all its derivations, by the printer every statement comes from. */
async function printCopy(none: string): Promise<void> {
  const { years } = await ask<PapersAnswer>('/api/my/statements')
  const [year] = years
  if (year === undefined) throw new Problem('statement.none', none, 404)
  const { serial } = await ask<PaperView>('/api/my/statements?explain=true', { method: 'POST', body: { year } })
  const { blob, name } = await askFile(`/api/my/statements/${serial}/pdf`)
  saveFile(blob, name)
}

function AskRight() {
  const { say } = useLanguage()
  const [right, setRight] = useState<Right>('copy')
  const [extra, setExtra] = useState<Extra>('contact')
  const queries = useQueryClient()
  const copying = useMutation<void, Problem>({
    mutationFn: async () => {
      const { blob, name } = await askFile('/api/me/rights/copy')
      saveFile(blob, name)
    },
  })
  const printing = useMutation<void, Problem>({ mutationFn: () => printCopy(say(OBJECTION.noPdf)) })
  const asking = useMutation<RightsView, Problem>({
    mutationFn: () =>
      ask('/api/me/rights', { method: 'POST', body: { right, ...(right === 'restrict' ? { extra } : {}) } }),
    onSuccess: () => {
      if (right === 'copy') copying.mutate()
      void queries.invalidateQueries({ queryKey: ['/api/me/rights'] })
    },
  })
  return (
    <div className="card objection-card objection-form no-print">
      <FormProblem error={asking.error ?? copying.error ?? printing.error} />
      <Choose label={say(OBJECTION.rights)} of={RIGHTS} value={right} onChange={setRight} />
      {right === 'restrict' && <Choose label={say(OBJECTION.extra)} of={EXTRAS} value={extra} onChange={setExtra} />}
      <div className="objection-actions">
        <Button type="primary" loading={asking.isPending || copying.isPending} onClick={() => asking.mutate()}>
          {say(right === 'copy' ? OBJECTION.download : OBJECTION.ask)}
        </Button>
        {right === 'copy' && (
          <Button loading={printing.isPending} onClick={() => printing.mutate()}>
            {say(OBJECTION.downloadPdf)}
          </Button>
        )}
      </div>
    </div>
  )
}

/** 解除限制：at any time, without a reason. */
function LiftButton({ id }: { readonly id: string }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const lifting = useMutation<RightsView, Problem>({
    mutationFn: () => ask(`/api/me/rights/${id}/lift`, { method: 'POST' }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['/api/me/rights'] }),
  })
  return (
    <div className="objection-actions no-print">
      <FormProblem error={lifting.error} />
      <p>{say(LIFT.stands)}</p>
      <Button loading={lifting.isPending} onClick={() => lifting.mutate()}>
        {say(LIFT.button)}
      </Button>
    </div>
  )
}

const LIFT = {
  stands: { zh: '限制正在生效。', en: 'The restriction stands.' },
  button: { zh: '解除限制', en: 'Lift the restriction' },
  lifted: { zh: '限制已于{at}解除。', en: 'Lifted at {at}.' },
} as const

export function RightFacts({ one }: { readonly one: RightsView }) {
  const { say, language } = useLanguage()
  return (
    <section className="card objection-card" aria-label={one.serial}>
      <h3>
        {say(RIGHTS[one.right])} {one.extra && <span className="tag">{say(EXTRAS[one.extra])}</span>}{' '}
        <span className="tag">{say(one.answer === undefined ? OBJECTION.waiting : RIGHT_ANSWERS[one.answer])}</span>
      </h3>
      <ReceiptFacts
        serial={one.serial}
        clock={one.clock}
        reasons={one.reasons && (one.says ? say(one.says) : one.reasons)}
      />
      {one.liftedAt !== undefined && <p>{say(LIFT.lifted, { at: instantText(one.liftedAt, language) })}</p>}
      {one.canLift && <LiftButton id={one.id} />}
      {one.remedy && <p>{say(one.remedy)}</p>}
    </section>
  )
}
