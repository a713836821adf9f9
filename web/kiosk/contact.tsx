import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { KIOSK_PATHS, type KioskContact, type KioskContactBody } from '../../src/channels/kiosk-contract.js'
import { DELIVERIES } from '../../src/collection/contact-contract.js'
import { ask } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { useAsk } from '../shell/queries.js'
import { Answer, useSentence } from '../shell/states.js'
import { Keypad } from './keypad.js'
import { KIOSK } from './words.js'

type Change = Omit<KioskContactBody, 'digits'>
const MOBILE = 11

/** 变更联系方式：the mobile number or the way of delivery, then the query password once more. */
export function Contact() {
  const { say } = useLanguage()
  const sentence = useSentence()
  const client = useQueryClient()
  const contact = useAsk<KioskContact>(KIOSK_PATHS.contact)
  const [keying, setKeying] = useState(false)
  const [change, setChange] = useState<Change>()
  const [keyed, setKeyed] = useState('')
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean }>()
  const begin = (next: Change | undefined) => {
    setSaid(undefined)
    setKeyed('')
    setKeying(false)
    setChange(next)
  }
  const send = (digits: string) =>
    ask<KioskContact>(KIOSK_PATHS.contact, { method: 'PUT', body: { ...change, digits } }).then(
      async () => {
        await client.invalidateQueries({ queryKey: [KIOSK_PATHS.contact] })
        begin(undefined)
        setSaid({ text: say(KIOSK.contactChanged), isProblem: false })
      },
      (error: unknown) => {
        begin(undefined)
        setSaid({ text: sentence(error), isProblem: true })
      },
    )
  if (change !== undefined) {
    return (
      <Keypad
        key="digits"
        label={say(KIOSK.present)}
        value={keyed}
        most={6}
        hidden
        onChange={setKeyed}
        onFull={(digits) => void send(digits)}
      />
    )
  }
  if (keying) {
    return (
      <Keypad
        key="mobile"
        label={say(KIOSK.newMobile)}
        value={keyed}
        most={MOBILE}
        onChange={setKeyed}
        onFull={(mobilePhone) => begin({ mobilePhone })}
      />
    )
  }
  return (
    <>
      {said && (
        <p className={said.isProblem ? 'kiosk-problem' : 'kiosk-found'} role={said.isProblem ? 'alert' : 'status'}>
          {said.text}
        </p>
      )}
      <Answer of={contact} rows={3}>
        {({ mobilePhone, delivery }) => (
          <>
            <p className="kiosk-found">
              {say(KIOSK.mobile)}: {mobilePhone ?? say(KIOSK.notGiven)}
            </p>
            <div className="kiosk-choices">
              <button
                type="button"
                onClick={() => {
                  begin(undefined)
                  setKeying(true)
                }}
              >
                {say(KIOSK.changeMobile)}
              </button>
            </div>
            <h2>{say(KIOSK.deliveryWay)}</h2>
            <div className="kiosk-choices">
              {(Object.keys(DELIVERIES) as (keyof typeof DELIVERIES)[]).map((way) => (
                <button
                  key={way}
                  type="button"
                  aria-pressed={way === delivery}
                  disabled={way === delivery}
                  onClick={() => begin({ delivery: way })}
                >
                  {say(DELIVERIES[way])}
                </button>
              ))}
            </div>
          </>
        )}
      </Answer>
    </>
  )
}
