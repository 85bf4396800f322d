//! `cargo xtask serve`: the built page at 127.0.0.1, for trying it out.
//!
//! The page needs no server; this one saves the click through a file manager while developing.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use anyhow::{Context, Result};

use crate::build;

pub fn serve(port: u16) -> Result<()> {
    let built = build::build(&build::Options::default())?;
    built.print();
    let listener = TcpListener::bind(("127.0.0.1", port))
        .with_context(|| format!("port {port} is taken; try --port"))?;
    println!("or open: http://{}/", listener.local_addr()?);
    println!("Ctrl+C ends it; the file alone works as well.");
    for stream in listener.incoming() {
        let out = built.out.clone();
        // A browser opens connections it does not use at once; one that waits must not hold up the rest.
        thread::spawn(move || {
            let page = std::fs::read(out);
            // A browser that goes away in the middle is no fault of the server.
            let _ = stream.and_then(|stream| answer(stream, &page?));
        });
    }
    Ok(())
}

fn answer(mut stream: TcpStream, page: &[u8]) -> std::io::Result<()> {
    let mut lines = BufReader::new(&stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let known = matches!(path, "/" | "/phieu.html") && request.starts_with("GET ");
    let (status, body): (_, &[u8]) = if known { ("200 OK", page) } else { ("404 Not Found", b"") };
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)
}
