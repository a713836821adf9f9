import { useEffect, useRef, useState } from 'react'
import { type DemoCards, KIOSK_PATHS, type KioskVisit } from '../../src/channels/kiosk-contract.js'
import { ask, speakAs } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useSentence } from '../shell/states.js'
import { Keypad } from './keypad.js'
import { demoCards, listenToReader } from './reader.js'
import { wipe } from './wipe.js'
import { KIOSK } from './words.js'

interface Props {
  /** 取卡提醒, after a visit ended. */
  readonly reminder: boolean
  readonly onTouched: () => void
  readonly onEntered: (visit: KioskVisit) => void
}

/** What was begun and left lying is forgotten. */
const FORGET_MS = 30_000

/** 放卡，按密码。 */
export function Entrance({ reminder, onTouched, onEntered }: Props) {
  const { say } = useLanguage()
  const sentence = useSentence()
  const [cards, setCards] = useState<DemoCards['cards']>([])
  const [ticket, setTicket] = useState<string>()
  const [digits, setDigits] = useState('')
  const [refused, setRefused] = useState<unknown>()
  const card = useRef<string>(undefined)
  const laid = (next: string | undefined) => {
    card.current = next
    onTouched()
    setRefused(undefined)
    setDigits('')
    setTicket(next)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reader is listened to from the beginning
  useEffect(() => {
    void demoCards().then(setCards)
    return listenToReader(laid)
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each key begins the waiting anew
  useEffect(() => {
    const timer = setTimeout(() => ticket !== undefined && laid(undefined), FORGET_MS)
    return () => clearTimeout(timer)
  }, [ticket, digits])
  const enter = (keyed: string) => {
    const body = { ticket, digits: keyed }
    // Whoever left while the answer was on its way is not let in: the next person would stand before that record.
    ask<KioskVisit>(KIOSK_PATHS.enter, { method: 'POST', body }).then(
      (found) => (card.current === ticket ? onEntered(found) : void turnAway(found)),
      (error: unknown) => {
        if (card.current !== ticket) return
        setDigits('')
        setRefused(error)
      },
    )
  }
  if (ticket !== undefined) {
    return (
      <section className="kiosk-card">
        <h1>{say(KIOSK.digits)}</h1>
        {refused !== undefined && (
          <p className="kiosk-problem" role="alert">
            {sentence(refused)}
          </p>
        )}
        <Keypad label={say(KIOSK.digitsHint)} value={digits} most={6} hidden onChange={setDigits} onFull={enter} />
        <p className="kiosk-quiet-text">{say(KIOSK.forgot)}</p>
        <button type="button" className="kiosk-wide" onClick={() => laid(undefined)}>
          {say(KIOSK.leave)}
        </button>
      </section>
    )
  }
  return (
    <section className="kiosk-card">
      {reminder && (
        <div className="kiosk-reminder" role="status">
          <strong>{say(KIOSK.takeCard)}</strong>
          <p>{say(KIOSK.takeCardLead)}</p>
        </div>
      )}
      <CardPicture />
      <h1>{say(KIOSK.start)}</h1>
      <p>{say(KIOSK.startLead)}</p>
      {cards.length > 0 && (
        <div className="kiosk-cards">
          <h2>{say(KIOSK.simulated)}</h2>
          {cards.map((card) => (
            <button key={card.ticket} type="button" onClick={() => laid(card.ticket)}>
              {card.name} · {card.tail}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}

function turnAway({ csrf }: KioskVisit): Promise<void> {
  speakAs({ csrf, realm: 'citizen' })
  return wipe('card')
}

function CardPicture() {
  return (
    <svg viewBox="0 0 200 130" width="260" height="169" aria-hidden="true" className="kiosk-picture">
      <rect x="6" y="6" width="188" height="118" rx="12" fill="#fffefb" stroke="#0f5e5b" strokeWidth="4" />
      <rect x="22" y="26" width="92" height="10" rx="5" fill="#c9a66b" />
      <rect x="22" y="48" width="72" height="8" rx="4" fill="#cfcabf" />
      <rect x="22" y="66" width="84" height="8" rx="4" fill="#cfcabf" />
      <rect x="22" y="96" width="120" height="10" rx="5" fill="#0f5e5b" opacity="0.6" />
      <circle cx="154" cy="56" r="24" fill="#e4efec" stroke="#0f5e5b" strokeWidth="3" />
    </svg>
  )
}
