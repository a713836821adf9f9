/** What of the deployment the headers depend on. */
export interface HeaderSettings {
  /** Served over HTTPS: browsers are told to come by nothing else for a year. */
  readonly https: boolean
}

/**
 * 安全响应头。For pages and answers alike. Scripts come from this site's files only; nothing is inline. Ant Design writes
 * its style sheets at run time: a page passes the nonce of its answer to `ConfigProvider csp`, so styles need no
 * 'unsafe-inline' either (React sets single styles through the object model, which the policy does not concern).
 */
export function securityHeaders({ https }: HeaderSettings, styleNonce?: string): Readonly<Record<string, string>> {
  const styles = styleNonce === undefined ? `'self'` : `'self' 'nonce-${styleNonce}'`
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src ${styles}`,
    `img-src 'self' data: blob:`,
    `font-src 'self' data:`,
    `connect-src 'self'`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'self' blob:`,
    `frame-src 'self' blob:`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(https ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}

/** 不得留存。Whatever tells of a person is kept by no cache on the way. */
export const NO_STORE: Readonly<Record<string, string>> = { 'cache-control': 'no-store', pragma: 'no-cache' }
