const FRAME = 'kiosk-printing'
const LOADING_MS = 3_000
const KEPT_MS = 20_000

/** 打印一份。The browser of a terminal prints without asking; the page holds the paper no longer than that. */
export async function printPaper(blob: Blob): Promise<void> {
  const address = URL.createObjectURL(blob)
  const frame = document.createElement('iframe')
  frame.className = FRAME
  frame.title = 'print'
  frame.src = address
  document.body.append(frame)
  await new Promise((resolve) => {
    frame.onload = resolve
    setTimeout(resolve, LOADING_MS)
  })
  try {
    frame.contentWindow?.print()
  } finally {
    setTimeout(() => forget(frame), KEPT_MS)
  }
}

/** 清屏时：no paper is left in the page, whether it had been printed or not. */
export function forgetPapers(): void {
  for (const frame of document.querySelectorAll<HTMLIFrameElement>(`iframe.${FRAME}`)) forget(frame)
}

function forget(frame: HTMLIFrameElement): void {
  URL.revokeObjectURL(frame.src)
  frame.remove()
}
