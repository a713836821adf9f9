import { Button, ConfigProvider } from 'antd'
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { WORDS } from '../words.js'
import './dialog.css'
import './sheet.css'
import { CloseIcon } from './icons.js'
import { useLanguage } from './language.js'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
  /** The button that does it; beside it stands one that does not. Without it there is only a way out. */
  readonly action?: Action
}

interface Action {
  readonly text: string
  readonly onClick: () => void
  readonly danger?: boolean
  readonly busy?: boolean
  readonly disabled?: boolean
  /** The focus starts on it; otherwise on the first field. */
  readonly focused?: boolean
}

/**
 * 对话框。There while it is mounted; the browser's own, for the reasons of `Sheet`. Enter in a field acts, in one of several
 * lines with Ctrl; Escape leaves; the focus goes back to where it was, or to the page where that is gone.
 */
export function Dialog({ title, onClose, children, wide = false, action }: Props) {
  const { say } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  // Before the paint, and undone before the dialog is taken away: only an open dialog gives the focus back.
  useLayoutEffect(() => {
    const [shown, from] = [dialog.current, document.activeElement]
    shown?.showModal()
    shown?.querySelector<HTMLElement>('.dialog-focused, textarea, input')?.focus()
    return () => {
      shown?.close()
      giveBack(from)
    }
  }, [])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || action === undefined) return
    if (action.disabled || action.busy || !isEnough(event)) return
    event.preventDefault()
    action.onClick()
  }
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-label={title}
      onKeyDown={press}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2>{title}</h2>
        {action === undefined && (
          <button type="button" className="sheet-close" onClick={onClose} aria-label={say(WORDS.close)}>
            <CloseIcon />
          </button>
        )}
      </div>
      <ConfigProvider getPopupContainer={(near) => near?.closest('dialog') ?? document.body}>{children}</ConfigProvider>
      {action && (
        <div className="dialog-buttons">
          <Button onClick={onClose}>{say(WORDS.cancel)}</Button>
          <Button
            type="primary"
            className={action.focused ? 'dialog-focused' : ''}
            danger={action.danger ?? false}
            loading={action.busy ?? false}
            disabled={action.disabled ?? false}
            onClick={action.onClick}
          >
            {action.text}
          </Button>
        </div>
      )}
    </dialog>
  )
}

/** A form inside answers its own Enter, a list to choose from takes it, several lines want Ctrl beside it. */
function isEnough({ target, ctrlKey, metaKey, nativeEvent }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || nativeEvent.isComposing || target.closest('form') !== null) return false
  if (target.matches('textarea')) return ctrlKey || metaKey
  return target.matches('input:not([type="checkbox"], [type="radio"], [type="file"], [role="combobox"])')
}

/** What was pressed to open it may be gone with what was done: then the page, and not nothing, has the focus. */
function giveBack(from: Element | null): void {
  setTimeout(() => {
    if (document.querySelector('dialog[open]') !== null) return
    if (document.activeElement !== null && document.activeElement !== document.body) return
    if (from instanceof HTMLElement && from.isConnected && !from.matches(':disabled')) from.focus()
    if (document.activeElement === document.body) document.getElementById('main')?.focus({ preventScroll: true })
  })
}
