import { useState } from 'react'
import { KIOSK_PATHS, type KioskLine } from '../../src/channels/kiosk-contract.js'
import { OBJECTION_REASONS } from '../../src/objections/contract.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Answer, useSentence } from '../shell/states.js'
import { useContent } from './lines.js'
import { KIOSK } from './words.js'

/** 提出异议：from the figure itself, with a reason from the list. */
export function Objection() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const content = useContent('contributions')
  const [line, setLine] = useState<KioskLine>()
  const [serial, setSerial] = useState<string>()
  const [problem, setProblem] = useState<unknown>()
  if (serial !== undefined) {
    return (
      <p role="status" className="kiosk-found">
        {say(KIOSK.objected, { n: serial })} {say(KIOSK.again)}
      </p>
    )
  }
  if (line !== undefined) {
    const raise = (reason: string) =>
      ask<{ serial: string }>(KIOSK_PATHS.objections, {
        ...{ method: 'POST', body: { path: line.path, value: line.value, reason } },
      }).then((raised) => setSerial(raised.serial), setProblem)
    return (
      <>
        <p className="kiosk-found">
          {say(line.of)} · {say(line)} · {say(line.text)}
        </p>
        {problem !== undefined && (
          <p className="kiosk-problem" role="alert">
            {sentence(problem)}
          </p>
        )}
        <h2>{say(KIOSK.objectWhy)}</h2>
        <div className="kiosk-choices">
          {Object.entries(OBJECTION_REASONS).map(([reason, words]) => (
            <button key={reason} type="button" onClick={() => void raise(reason)}>
              {say(words)}
            </button>
          ))}
        </div>
      </>
    )
  }
  return (
    <Answer of={content} rows={6}>
      {({ lines }) => (
        <>
          <h2>{say(KIOSK.objectWhat)}</h2>
          <div className="kiosk-choices">
            {lines
              .filter(({ path }) => path !== undefined)
              .map((one) => (
                <button key={one.path} type="button" onClick={() => setLine(one)}>
                  {say(one.of)} · {say(one)} · {say(one.text)}
                </button>
              ))}
          </div>
        </>
      )}
    </Answer>
  )
}
