import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Dialog } from '../shell/dialog.js'
import { type Both, useLanguage } from '../shell/language.js'
import { DESK } from './words.js'

export type Keys = Readonly<Record<string, (() => void) | undefined>>

/** 按键办事。Silent while somebody types, and under a dialog. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return
      const act = latest.current[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

function isBusy({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('input, textarea, select, [contenteditable], [role="combobox"]')) return true
  return (key === 'Enter' || key === ' ') && target.matches('button, a, summary')
}

interface HelpProps {
  readonly keys: readonly (readonly [key: string, says: Both])[]
}

/** 按键表，按 ? 打开。 */
export function KeyHelp({ keys }: HelpProps) {
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return (
    <>
      <Button size="small" className="key-help no-print" onClick={() => setOpen(true)}>
        {say(DESK.keys)} <kbd>?</kbd>
      </Button>
      {open && (
        <Dialog title={say(DESK.keys)} onClose={() => setOpen(false)}>
          <dl className="key-list">
            {[...keys, ['?', DESK.keyHelp] as const].map(([key, says]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{say(says)}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      )}
    </>
  )
}
