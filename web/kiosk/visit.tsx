import { type ReactNode, useState } from 'react'
import { KIOSK_PATHS, type KioskVisit, type TerminalAnswer } from '../../src/channels/kiosk-contract.js'
import { ask } from '../shell/api.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Contact } from './contact.js'
import { Lines } from './lines.js'
import { Objection } from './objection.js'
import { Papers } from './papers.js'
import { PasswordChange } from './password-change.js'
import { Progress } from './progress.js'
import { useIdle } from './use-idle.js'
import { wipe } from './wipe.js'
import { KIOSK } from './words.js'

interface Props {
  readonly visit: KioskVisit
  readonly terminal: TerminalAnswer
}

const TASKS: Readonly<Record<string, { readonly title: Both; readonly page: ReactNode }>> = {
  contributions: { title: KIOSK.contributions, page: <Lines topic="contributions" /> },
  benefits: { title: KIOSK.benefits, page: <Lines topic="benefits" /> },
  statements: { title: KIOSK.statements, page: <Papers /> },
  progress: { title: KIOSK.progress, page: <Progress /> },
  objection: { title: KIOSK.objection, page: <Objection /> },
  contact: { title: KIOSK.contact, page: <Contact /> },
  password: { title: KIOSK.password, page: <PasswordChange /> },
}

/** 一次到访：from the card to the wipe. */
export function Visit({ visit, terminal }: Props) {
  const { say } = useLanguage()
  const [task, setTask] = useState<string>()
  const { left, touch } = useIdle({
    idle: terminal.idle,
    onTouch: () => void ask(KIOSK_PATHS.stay, { method: 'POST' }).catch(() => void wipe('idle')),
    onIdle: () => void wipe('idle'),
  })
  const chosen = task === undefined ? undefined : TASKS[task]
  const soon = left <= terminal.warning
  return (
    <>
      {chosen === undefined ? (
        <section className="kiosk-card">
          <h1>{say(KIOSK.hello, { name: visit.name })}</h1>
          <div className="kiosk-tasks">
            {Object.entries(TASKS).map(([key, { title }]) => (
              <button key={key} type="button" onClick={() => setTask(key)}>
                {say(title)}
              </button>
            ))}
          </div>
        </section>
      ) : (
        <section className="kiosk-card">
          <h1>{say(chosen.title)}</h1>
          {chosen.page}
        </section>
      )}
      <nav className="kiosk-foot">
        <button type="button" onClick={() => setTask(undefined)} disabled={chosen === undefined}>
          {say(KIOSK.back)}
        </button>
        <span className={soon ? 'kiosk-count kiosk-count-soon' : 'kiosk-count'} role="timer">
          {say(KIOSK.idle, { n: left })}
        </span>
        <button type="button" className="kiosk-main-button" onClick={() => void wipe('left')}>
          {say(KIOSK.leave)}
        </button>
      </nav>
      {soon && (
        <div className="kiosk-soon" role="alertdialog" aria-label={say(KIOSK.idleSoon, { n: left })}>
          <strong>{say(KIOSK.idleSoon, { n: left })}</strong>
          <button type="button" className="kiosk-main-button" onClick={touch}>
            {say(KIOSK.here)}
          </button>
        </div>
      )}
    </>
  )
}
