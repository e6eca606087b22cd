import{D as i,G as n}from"./chunk-2VMT57P3.js";function t(){return i(n,{children:"This screen is being built."})}export{t as default};
