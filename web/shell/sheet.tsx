import { type ReactNode, useEffect, useRef } from 'react'
import { WORDS } from '../words.js'
import { CloseIcon } from './icons.js'
import { useLanguage } from './language.js'
import './sheet.css'

interface Props {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/**
 * 侧面展开的一页。From the right on a desk, from below on a phone. The browser's own dialog: it keeps the focus inside,
 * closes on Escape, gives the focus back, and writes no style the page's policy would refuse (Ant Design's Drawer and
 * Modal do, to lock scrolling).
 */
export function Sheet({ open, title, onClose, children }: Props) {
  const { say } = useLanguage()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (open) dialog.current?.showModal()
    else dialog.current?.close()
  }, [open])
  return (
    // A click on the backdrop lands on the dialog itself; the keyboard has Escape and the button.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog already
    <dialog
      ref={dialog}
      className="sheet"
      aria-label={title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="sheet-in">
        <div className="sheet-head">
          <h2>{title}</h2>
          <button type="button" className="sheet-close" onClick={onClose} aria-label={say(WORDS.close)}>
            <CloseIcon />
          </button>
        </div>
        <div className="sheet-body">{open && children}</div>
      </div>
    </dialog>
  )
}
