import { Button } from 'antd'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { Dialog } from './dialog.js'
import './keys.css'
import { type Both, useLanguage } from './language.js'

export type Keys = Readonly<Record<string, (() => void) | undefined>>

const WORDS = {
  title: { zh: '按键', en: 'Keys' },
  help: { zh: '这张表', en: 'This table' },
} as const

/**
 * 按键办事。Silent while somebody types, and under a dialog. A page's own keys come before those of every page: the
 * document is told of a key before the window is.
 */
export function useKeys(keys: Keys, of: 'page' | 'everywhere' = 'page'): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isBusy(event)) return
      const act = latest.current[event.key]
      if (act === undefined) return
      event.preventDefault()
      act()
    }
    const place = of === 'page' ? document : window
    place.addEventListener('keydown', press as EventListener)
    return () => place.removeEventListener('keydown', press as EventListener)
  }, [of])
}

/** 到某处按钮的按键：the key goes to it, or to the box that opens it, and Enter presses it: nothing is sent by one slip. */
export function useKeyTo(key: string): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null)
  const go = () => place.current?.querySelector<HTMLElement>('input:not(:checked), button:enabled')?.focus()
  useKeys({ [key]: go })
  return place
}

function isBusy({ target, key }: KeyboardEvent): boolean {
  if (document.querySelector('dialog[open]') !== null) return true
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('input, textarea, select, [contenteditable], [role="combobox"]'))
    return key === 'Enter' || !isTicked(target)
  return (key === 'Enter' || key === ' ') && target.matches('button, a, summary')
}

/** A box or a file is not typed in: letters pressed on it still mean what they mean. */
function isTicked(target: HTMLElement): boolean {
  return target.matches('input[type="checkbox"], input[type="radio"], input[type="file"]')
}

/** 按钮上的键名，which a reader of screens is told of in the table and not in the name of the button. */
export function KeyMark({ sign }: { readonly sign: string }) {
  return (
    <span className="kbd" aria-hidden="true">
      {sign}
    </span>
  )
}

interface HelpProps {
  readonly keys: readonly (readonly [key: string, says: Both])[]
  readonly of?: 'page' | 'everywhere'
}

/** 按键表，按 ? 打开。 */
export function KeyHelp({ keys, of = 'page' }: HelpProps) {
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) }, of)
  return (
    <>
      <Button size="small" className="key-help no-print" onClick={() => setOpen(true)}>
        {say(WORDS.title)} <kbd>?</kbd>
      </Button>
      {open && (
        <Dialog title={say(WORDS.title)} onClose={() => setOpen(false)}>
          <dl className="key-list">
            {[...keys, ['?', WORDS.help] as const].map(([key, says]) => (
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

export const ROW_KEYS = [
  ['j', { zh: '下一行', en: 'Next row' }],
  ['k', { zh: '上一行', en: 'Row before' }],
] as const

/** 逐行走：every table of a page is walked by j and k, and Enter does what stands in the row. */
export function useRowKeys(): void {
  useKeys({ j: () => walkRows(1), k: () => walkRows(-1) }, 'everywhere')
}

function walkRows(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody tr')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[here === -1 ? 0 : here + by]
  if (row === undefined) return
  const place = row.querySelector<HTMLElement>('a[href], button:enabled, input:enabled')
  if (place === null) row.tabIndex = -1
  ;(place ?? row).focus()
  row.scrollIntoView({ block: 'nearest' })
}
