import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { KIOSK_PATHS, type KioskVisit, type TerminalAnswer } from '../../src/channels/kiosk-contract.js'
import { ask, type Problem, speakAs } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { Entrance } from './entrance.js'
import { Join } from './join.js'
import './kiosk.css'
import { Visit } from './visit.js'
import { KIOSK } from './words.js'

const REMINDER_MS = 8_000

/** 自助终端。One page, one address, no history; what it knows of a person goes with the page. */
export function KioskApp() {
  const { say, toggle, language } = useLanguage()
  const [large, setLarge] = useState(false)
  const [visit, setVisit] = useState<KioskVisit>()
  const [reminded, setReminded] = useState(() => location.search === '?take-card')
  const terminal = useQuery<TerminalAnswer, Problem>({
    queryKey: ['kiosk-terminal'],
    queryFn: () => ask<TerminalAnswer>(KIOSK_PATHS.terminal),
    retry: false,
    gcTime: 0,
  })
  useEffect(() => {
    document.title = say(KIOSK.title)
    history.replaceState(null, '', '/kiosk')
    const timer = setTimeout(() => setReminded(false), REMINDER_MS)
    const stay = (event: Event) => event.preventDefault()
    window.addEventListener('contextmenu', stay)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('contextmenu', stay)
    }
  }, [say])
  const entered = (found: KioskVisit) => {
    speakAs({ csrf: found.csrf, realm: 'citizen' })
    setReminded(false)
    setVisit(found)
  }
  return (
    <div className={large ? 'kiosk kiosk-large' : 'kiosk'}>
      <header className="kiosk-head">
        <strong>{say(KIOSK.title)}</strong>
        <span className="kiosk-tools">
          <button type="button" aria-pressed={large} onClick={() => setLarge(!large)}>
            {say(large ? KIOSK.normal : KIOSK.large)}
          </button>
          <button type="button" lang={language === 'zh' ? 'en' : 'zh-CN'} onClick={toggle}>
            {language === 'zh' ? 'English' : '中文'}
          </button>
        </span>
      </header>
      <main className="kiosk-main">
        {terminal.error && <Join error={terminal.error} onJoined={() => void terminal.refetch()} />}
        {terminal.data && visit === undefined && (
          <Entrance reminder={reminded} onTouched={() => setReminded(false)} onEntered={entered} />
        )}
        {terminal.data && visit !== undefined && <Visit visit={visit} terminal={terminal.data} />}
      </main>
    </div>
  )
}
