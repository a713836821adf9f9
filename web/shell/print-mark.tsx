import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { instantText } from './amounts.js'
import { useLanguage } from './language.js'
import './print-mark.css'
import { PurposeDialog } from './purpose-dialog.js'
import { useSession } from './session.js'

const PRINT = {
  print: { zh: '打印', en: 'Print' },
  mark: {
    zh: '打印：{agency} {name}｜{at}｜用途：{purpose}｜依法保密，不得违法泄露',
    en: 'Printed by {agency} {name} | {at} | Purpose: {purpose} | Confidential by law',
  },
  refused: {
    zh: '经办端的页面须先写明用途才能打印。请点页面上方的“打印”。',
    en: 'A page of the desk is printed once its purpose is told. Use “Print” at the top of the page.',
  },
} as const

const ASKED = 'quanyi-print'

/** 打印本页。On the desk it asks for the purpose first, and the paper bears it; elsewhere the browser prints. */
export function printPage(): void {
  if (document.querySelector('.print-mark, .print-refused') === null) window.print()
  else document.dispatchEvent(new Event(ASKED))
}

interface Marked {
  readonly purpose: string
  readonly at: number
}

/** 打印的按钮，of every page of the desk. */
export function PrintButton() {
  const { say } = useLanguage()
  return (
    <Button type="text" size="small" onClick={printPage}>
      {say(PRINT.print)}
    </Button>
  )
}

/**
 * 打印的标识（第二十三条）：who, when and for what, at the foot of every sheet. However printing is started: without a purpose
 * the paper shows nothing but that one is needed.
 */
export function PrintMark() {
  const { say, language } = useLanguage()
  const { who } = useSession()
  const [asking, setAsking] = useState(false)
  const [marked, setMarked] = useState<Marked>()
  useEffect(() => {
    const [ask, done] = [() => setAsking(true), () => setMarked(undefined)]
    document.addEventListener(ASKED, ask)
    window.addEventListener('afterprint', done)
    return () => {
      document.removeEventListener(ASKED, ask)
      window.removeEventListener('afterprint', done)
    }
  }, [])
  if (!who) return null
  const print = (purpose: string) => {
    flushSync(() => {
      setAsking(false)
      setMarked({ purpose, at: Date.now() })
    })
    window.print()
  }
  return (
    <>
      {marked === undefined ? (
        <p className="print-refused" aria-hidden="true">
          {say(PRINT.refused)}
        </p>
      ) : (
        <div className="print-mark" aria-hidden="true">
          <span>
            {say(PRINT.mark, {
              ...{ agency: who.agency ?? '', name: who.name, purpose: marked.purpose },
              at: instantText(marked.at, language),
            })}
          </span>
        </div>
      )}
      {asking && <PurposeDialog title={PRINT.print} onPurpose={print} onClose={() => setAsking(false)} />}
    </>
  )
}
