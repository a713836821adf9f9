import { useRef, useState } from 'react'
import { STATES, SUBMISSION_KINDS } from '../../src/collection/contract.js'
import type { ProgressAnswer } from '../../src/collection/intake-contract.js'
import { dayText } from '../shell/amounts.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useSentence } from '../shell/states.js'
import { PROGRESS_STATES } from './progress-words.js'
import { KIOSK } from './words.js'

const ROWS = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM-']
const LONGEST = 40

/** 业务进度：the number of the receipt and the last four, keyed on the screen. */
export function Progress() {
  const { say, language } = useLanguage()
  const sentence = useSentence()
  const [keyed, setKeyed] = useState({ serial: '', lastFour: '' })
  const [at, setAt] = useState<'serial' | 'lastFour'>('serial')
  const [answer, setAnswer] = useState<ProgressAnswer>()
  const [problem, setProblem] = useState<unknown>()
  const most = at === 'serial' ? LONGEST : 4
  const press = (sign: string) => setKeyed({ ...keyed, [at]: (keyed[at] + sign).slice(0, most) })
  const asked = useRef(keyed)
  const look = () => {
    asked.current = keyed
    setProblem(undefined)
    setAnswer(undefined)
    // The answer to what was asked last: an earlier one may come later.
    const isLast = () => asked.current === keyed
    ask<ProgressAnswer>('/api/progress', { method: 'POST', body: keyed }).then(
      (found) => isLast() && setAnswer(found),
      (error: unknown) => isLast() && setProblem(error),
    )
  }
  const { found } = answer ?? {}
  return (
    <>
      <div className="kiosk-fields">
        {(['serial', 'lastFour'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={at === name} onClick={() => setAt(name)}>
            <small>{say(KIOSK[name])}</small>
            <span>{keyed[name] || '–'}</span>
          </button>
        ))}
      </div>
      <div className="kiosk-letters">
        {ROWS.map((row) => (
          <div key={row}>
            {[...row].map((sign) => (
              <button key={sign} type="button" onClick={() => press(sign)}>
                {sign}
              </button>
            ))}
          </div>
        ))}
        <div>
          <button type="button" onClick={() => setKeyed({ ...keyed, [at]: keyed[at].slice(0, -1) })}>
            {say(KIOSK.erase)}
          </button>
          <button
            type="button"
            className="kiosk-main-button"
            disabled={keyed.serial === '' || keyed.lastFour === ''}
            onClick={look}
          >
            {say(KIOSK.look)}
          </button>
        </div>
      </div>
      <div role="status">
        {problem !== undefined && <p className="kiosk-problem">{sentence(problem)}</p>}
        {answer?.state === 'unknown' && <p>{say(PROGRESS_STATES.unknown)}</p>}
        {found !== undefined && (
          <p className="kiosk-found">
            {found.serial} · {say(SUBMISSION_KINDS[found.kind])} · {say(STATES[found.progress])} ·{' '}
            {say(PROGRESS_STATES.due)} {dayText(found.due.day, language)}
          </p>
        )}
      </div>
    </>
  )
}
