/// How every page looks, in light, in dark, on a phone and on paper.
///
/// Colours are named once a theme; every one of text stands at 4.5:1 or more on what is behind it,
/// which the browser tests measure. No colour says anything that a word beside it does not.
enum PageStyle {
  static let asset = HTMLAsset.style(
    """

    :root{color-scheme:light dark;--page:#f4f6f8;--card:#fff;--text:#18212b;--soft:#52606d;
    --line:#d8dfe6;--edge:#8a97a5;--link:#0b5394;--gain:#0b5394;--gain-tint:#e4effa;
    --loss:#a8200d;--loss-tint:#fdeae7;--warn:#734600;--warn-tint:#fdf0d5;--good:#145c2b;
    --good-tint:#e2f4e7;--code:#eef1f5}
    @media (prefers-color-scheme:dark){:root{--page:#0e1319;--card:#161d26;--text:#e7ecf2;
    --soft:#a3b1bf;--line:#2c3743;--edge:#65758a;--link:#8cc6ff;--gain:#8cc6ff;--gain-tint:#12304c;
    --loss:#ffa198;--loss-tint:#45201d;--warn:#f3c969;--warn-tint:#3d3013;
    --good:#84dd9f;--good-tint:#143823;--code:#222c38}}
    *{box-sizing:border-box}
    html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--page);color:var(--text);
    font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
    header,nav,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
    header{padding-top:2rem}
    .eyebrow{margin:0;color:var(--soft);font-size:.875rem;font-weight:600;letter-spacing:.01em}
    h1{margin:.15rem 0 .5rem;font-size:1.9rem;line-height:1.2;letter-spacing:-.015em;
    overflow-wrap:anywhere}
    h2{margin:0 0 .75rem;font-size:1.25rem;line-height:1.3}
    h3{margin:1.5rem 0 .5rem;font-size:1rem}
    p{margin:.5rem 0;max-width:75ch}
    a{color:var(--link)}
    .lead{color:var(--soft);overflow-wrap:anywhere}
    .skip{position:absolute;left:-100vw;top:0;background:var(--card);padding:.6rem 1rem;z-index:2}
    .skip:focus{left:.5rem;top:.5rem}
    :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}
    main:focus{outline:none}
    nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:1rem 0;padding:0;
    font-size:.9375rem}
    nav a{display:inline-block;padding:.2rem 0;text-underline-offset:.2em}
    section,.notice,form{background:var(--card);border:1px solid var(--line);border-radius:10px;
    padding:1.25rem;margin:0 0 1.25rem;scroll-margin-top:1rem}
    .notice{border-left:6px solid var(--loss);background:var(--loss-tint)}
    .notice.warn{border-left-color:var(--warn);background:var(--warn-tint)}
    .notice p:first-child{margin-top:0}.notice p:last-child{margin-bottom:0}
    .facts,.fields{list-style:none;margin:0;padding:0}
    .facts li+li,.fields li+li{margin-top:.2rem}
    code,kbd,bdi,td,th,dd,summary{unicode-bidi:isolate}
    code{font:.875em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
    overflow-wrap:anywhere}
    .command{display:block;background:var(--code);border-radius:6px;padding:.5rem .75rem;
    margin:.4rem 0;overflow-wrap:anywhere}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem;
    margin:1rem 0;padding:0;list-style:none}
    .cards li{background:var(--card);border:1px solid var(--line);border-radius:10px;
    padding:.75rem 1rem}
    .cards b{display:block;font-size:1.7rem;line-height:1.2;font-weight:650;
    font-variant-numeric:tabular-nums}
    .cards span{display:block;color:var(--soft);font-size:.875rem}
    .cards .loses b{color:var(--loss)}.cards .gains b{color:var(--gain)}
    .cards .bad b{color:var(--loss)}.cards .good b{color:var(--good)}
    .tag{display:inline-block;border-radius:4px;padding:0 .4rem;font-size:.8125rem;font-weight:650;
    line-height:1.5;background:var(--code);color:var(--text);white-space:nowrap}
    .tag.gain{background:var(--gain-tint);color:var(--gain)}
    .tag.loss{background:var(--loss-tint);color:var(--loss)}
    .tag.warn{background:var(--warn-tint);color:var(--warn)}
    .tag.good{background:var(--good-tint);color:var(--good)}
    .soft{color:var(--soft)}.small{font-size:.875rem}
    .seen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);
    white-space:nowrap}
    table{border-collapse:collapse;width:100%;font-size:.9375rem}
    caption{text-align:left;color:var(--soft);padding:0 0 .5rem;font-size:.9375rem}
    th,td{text-align:left;vertical-align:top;padding:.55rem .75rem .55rem 0;
    border-top:1px solid var(--line);overflow-wrap:anywhere}
    thead th{border-top:0;border-bottom:2px solid var(--edge);color:var(--soft);
    font-size:.8125rem;font-weight:600;overflow-wrap:normal}
    tbody th{font-weight:600;min-width:9rem}
    td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    td.keep{white-space:nowrap}
    del{color:var(--loss);text-decoration-thickness:1px}
    ins{color:var(--gain);text-decoration:none;font-weight:600}
    details summary{cursor:pointer;color:var(--link);width:fit-content}
    details[open] summary{margin-bottom:.3rem}
    details p{margin:.2rem 0}
    form{display:flex;flex-wrap:wrap;gap:.75rem 1rem;align-items:end}
    form label{display:block;font-size:.875rem;font-weight:600}
    form>div{flex:1 1 11rem;min-width:0}
    select,input,button{font:inherit;color:inherit;background:var(--card);
    border:1px solid var(--edge);border-radius:6px;padding:.45rem .6rem;width:100%;max-width:100%;height:2.75rem}
    button{width:auto;cursor:pointer}
    form output{flex:1 1 100%;color:var(--soft);font-size:.9375rem}
    [hidden]{display:none!important}
    figure{margin:0 0 1.25rem}
    figcaption{color:var(--soft);font-size:.875rem;margin-top:.5rem}
    .scroll{overflow-x:auto}
    .scroll svg{display:block;width:100%;min-width:44rem;height:auto;
    font:13px/1.2 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
    svg .box{fill:var(--page);stroke:var(--edge)}
    svg text{fill:var(--text)}svg .title{font-weight:650;font-size:14px}
    svg .quiet{fill:var(--soft)}
    svg .gain{fill:var(--gain)}svg .loss{fill:var(--loss)}
    svg path.gain,svg path.loss{fill:none;stroke-width:2}
    svg path.gain{stroke:var(--gain)}
    svg path.loss{stroke:var(--loss);stroke-dasharray:7 5}
    .key{display:inline-block;width:2.2rem;border-top:3px solid var(--gain);margin:0 .4rem;
    vertical-align:middle}
    .key.loss{border-top:3px dashed var(--loss)}
    dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.25rem;margin:.75rem 0}
    dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere;min-width:0}
    footer{color:var(--soft);font-size:.875rem;padding-bottom:2rem}
    @media (max-width:44rem){header{padding-top:1.25rem}h1{font-size:1.5rem}
    header,nav,main,footer{padding-left:.85rem;padding-right:.85rem}
    section,.notice,form{padding:.9rem}figure{display:none}
    .cards{grid-template-columns:1fr 1fr;gap:.5rem}
    table.stack,.stack tbody,.stack tr,.stack td,.stack th,.stack caption{display:block}
    .stack thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
    .stack tr{border-top:1px solid var(--line);padding:.6rem 0}
    .stack td,.stack tbody th{border:0;padding:.15rem 0;text-align:left;white-space:normal}
    .stack td:empty{display:none}
    .stack td[data-label]::before{content:attr(data-label);display:block;color:var(--soft);
    font-size:.8125rem;font-weight:600}
    dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}}
    @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
    @media print{:root{--page:#fff}body{font-size:11pt}nav,form,.skip{display:none}
    section,.notice{border:0;padding:0;break-inside:auto}tr,figure,.cards li{break-inside:avoid}
    details::details-content{content-visibility:visible;block-size:auto}a{color:inherit}}

    """)
}
