import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { PAPER_FORM_NAMES } from '../../src/certificates/contract.js'
import type { PaperView } from '../../src/certificates/statement-contract.js'
import { dayText, instantText, monthText } from '../shell/amounts.js'
import { askFile, type Problem, pathOf } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useSentence } from '../shell/states.js'
import { PAPER_STATE_NAMES } from '../verify/words.js'
import { WORDS } from '../words.js'
import { CITIZEN } from './words.js'

export const STATEMENTS_PATH = '/api/my/statements'
const PDF_PATH = '/api/my/statements/:serial/pdf'

/** 一张已出具的记录单。 */
export function PaperCard({ paper }: { readonly paper: PaperView }) {
  const { say, language } = useLanguage()
  const { form, year, from, through, serial, issuedAt, validUntil, state } = paper
  const title = say(PAPER_FORM_NAMES[form])
  const stateName = PAPER_STATE_NAMES[state]
  return (
    <div className="paper">
      <p className="paper-title">
        <strong>
          {year === undefined ? '' : `${say(WORDS.yearSuffix, { year })} `}
          {title}
        </strong>
        {stateName && state !== 'true' && <span className="tag tag-warn">{say(stateName)}</span>}
      </p>
      {from && through && (
        <p className="number">
          {say(CITIZEN.span, { from: monthText(from, language), through: monthText(through, language) })}
        </p>
      )}
      <dl className="paper-facts number">
        <div>
          <dt>{say(CITIZEN.serial)}</dt>
          <dd>{serial}</dd>
        </div>
        <div>
          <dt>{say(CITIZEN.issuedAt)}</dt>
          <dd>{instantText(issuedAt, language)}</dd>
        </div>
        <div>
          <dt>{say(CITIZEN.validUntil)}</dt>
          <dd>{dayText(validUntil, language)}</dd>
        </div>
      </dl>
      <PaperFile serial={serial} />
    </div>
  )
}

function PaperFile({ serial }: { readonly serial: string }) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const fetching = useMutation<void, Problem, 'save' | 'print'>({
    mutationFn: async (how) => {
      const { blob, name } = await askFile(pathOf(PDF_PATH, { serial }))
      if (how === 'save') save(blob, name)
      else printPdf(blob)
    },
  })
  return (
    <div className="paper-ways no-print">
      <Button onClick={() => fetching.mutate('save')} loading={fetching.isPending && fetching.variables === 'save'}>
        {say(CITIZEN.openPdf)}
      </Button>
      <Button
        type="text"
        className="wide-only"
        onClick={() => fetching.mutate('print')}
        loading={fetching.isPending && fetching.variables === 'print'}
      >
        {say(CITIZEN.printPdf)}
      </Button>
      {fetching.error && (
        <p className="form-problem" role="alert">
          {sentence(fetching.error)}
        </p>
      )}
    </div>
  )
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name === 'download' ? 'statement.pdf' : name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** The paper's own pages are printed, not this one. */
function printPdf(blob: Blob): void {
  const frame = document.createElement('iframe')
  frame.className = 'visually-hidden'
  frame.src = URL.createObjectURL(blob)
  frame.addEventListener('load', () => frame.contentWindow?.print())
  document.body.append(frame)
}
