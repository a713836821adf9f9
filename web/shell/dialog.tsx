import { Button, ConfigProvider } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
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

/** 对话框。There while it is mounted; the browser's own, for the reasons of `Sheet`. */
export function Dialog({ title, onClose, children, wide = false, action }: Props) {
  const { say } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    shown?.showModal()
    shown?.querySelector<HTMLElement>('.dialog-focused, textarea, input')?.focus()
    return () => shown?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-label={title}
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
